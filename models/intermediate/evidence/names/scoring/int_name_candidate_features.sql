{#- Beyond these bounds a feature says no more than at them. -#}
{%- set most_letters = 4 %}
{%- set most_word_weight = 20 %}
{%- set namesakes_bounds = (-6, 4) %}
{%- set fewest_recipients_learned_from = 75000 %}

with

facts as (

    select * from {{ ref('int_name_candidate_facts') }}

),

counted as (

    select
        *,
        length(replace(company_name_key, ' ', '')) as company_letters,
        length(replace(recipient_name_key, ' ', '')) as recipient_letters

    from facts

),

measured as (

    select
        *,
        place in ('same zip', 'same city') as is_near,
        place in ('state unknown', 'other state') as is_far,
        word_agreement = 'same words' as is_same_words,
        least((100 - name_score) / 10, {{ most_letters }}) as letters,
        -- Slips of the keyboard, where it may be slips that keep the names from being equal.
        case
            when word_agreement = 'same words' and name_score < 97
                then round((1 - typing_similarity) * greatest(company_letters, recipient_letters))
            else 0
        end as slips,
        -- How many names at that place share these words by chance, as a logarithm.
        least(greatest(
            ln(names_at_place) - shared_weight
            - case when word_agreement = 'same words' then recipient_only_weight else 0 end,
            {{ namesakes_bounds[0] }}
        ), {{ namesakes_bounds[1] }}) as namesakes

    from counted

),

features as (

    select
        company_id,
        recipient_id,
        company_name_key,
        recipient_name_key,
        place,
        name_score,
        word_agreement,
        company_only_words,
        recipient_only_words,
        entities,
        legal_forms,
        (place = 'same zip')::int as same_zip,
        (place = 'same city')::int as same_city,
        (place = 'same state')::int as same_state,
        (place = 'other city')::int as other_city,
        (place = 'other state')::int as other_state,
        letters as letters_differ,
        case when is_near then 0 else letters end as letters_differ_not_near,
        case when is_far then letters else 0 end as letters_differ_far,
        (slips >= 2)::int as two_slips,
        (slips >= 3)::int as three_slips,
        (slips >= 2 and is_near)::int as two_slips_near,
        case when is_near then 0 else least(slips, 4) end as slips_not_near,
        (word_agreement = 'company has more')::int as company_has_more,
        (word_agreement = 'recipient has more')::int as recipient_has_more,
        (word_agreement = 'both have others')::int as both_have_others,
        (word_agreement = 'another kind')::int as another_kind,
        (not is_same_words and not is_near)::int as other_words_not_near,
        case
            when is_same_words then 0
            else least(company_only_weight + recipient_only_weight, {{ most_word_weight }}) / 10
        end::double as other_words_weight,
        namesakes::double as namesakes_expected,
        case when is_near then namesakes else 0 end::double as namesakes_expected_near,
        ln(entities) as bearers,
        case when is_near then ln(entities) else 0 end as bearers_near,
        -- Among more recipients there are more firms of one name; what may be elsewhere may be one of them.
        case
            when name_score >= 97 and (is_far or place = 'other city')
                then ln(greatest(recipient_names, {{ fewest_recipients_learned_from }}) / 1000000)
            else 0
        end as recipients_searched_elsewhere,
        (is_bearing_identifier and not is_near)::int as identifier_not_found,
        (is_bearing_identifier and place = 'other state')::int as identifier_not_found_other_state,
        (legal_forms = 'same')::int as legal_form_same,
        (legal_forms = 'one has none')::int as legal_form_missing,
        (legal_forms = 'different')::int as legal_form_differs

    from measured

)

select * from features
