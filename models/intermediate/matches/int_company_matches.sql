{%- set accept_score = var('name_accept_score') %}

with

companies as (

    select * from {{ ref('int_companies') }}

),

best as (

    select * from {{ ref('int_best_evidence') }}

),

rivals as (

    select * from {{ ref('int_rival_evidence') }}

),

confirmations as (

    select
        evidence.company_id,
        bool_or(evidence.match_method = 'duns_exact') as is_duns_confirming,
        bool_or(evidence.match_method = 'award_id_exact') as is_award_number_confirming

    from {{ ref('int_match_evidence') }} as evidence

    inner join best
        on
            evidence.company_id = best.company_id
            and evidence.recipient_id = best.recipient_id
            and evidence.match_method <> best.match_method

    group by evidence.company_id

),

rivalry as (

    select
        company_id,
        min(match_method || ' ' || recipient_id) as first_rival,
        arg_min(evidence || ' is of ' || recipient_name, match_method || recipient_id) filter (
            where not is_same_entity and match_method in ('uei_exact', 'duns_exact')
        ) as identifier_rival,
        arg_min(evidence || ' is of ' || recipient_name, recipient_id) filter (
            where not is_same_entity and match_method = 'award_id_exact' and not is_vetoed
        ) as award_number_rival,
        bool_or(is_same_entity and match_method = 'duns_exact') as is_duns_twin,
        bool_or(is_same_entity and match_method = 'award_id_exact') as is_award_number_twin,
        arg_max(recipient_name || ' (' || match_score || ')', match_score) filter (
            where
            not is_same_entity and not is_vetoed and match_method = 'name_fuzzy' and best_method = 'name_fuzzy'
            and score_behind < {{ var('name_ambiguity_margin') }}
        ) as name_rival,
        bool_or(is_same_entity) as has_twin

    from rivals

    group by company_id

),

weighed as (

    select
        companies.company_id,
        companies.company_name,
        companies.name_key is not null as has_usable_name,
        companies.uei is not null or companies.duns is not null as has_identifier,
        companies.duns_numbers,
        companies.names,
        best.*exclude (company_id),
        rivalry.identifier_rival,
        rivalry.award_number_rival,
        rivalry.name_rival,
        coalesce(rivalry.has_twin, false) as has_twin,
        coalesce(confirmations.is_duns_confirming or rivalry.is_duns_twin, false) as is_duns_confirming,
        coalesce(confirmations.is_award_number_confirming or rivalry.is_award_number_twin, false)
            as is_award_number_confirming

    from companies

    left join best on companies.company_id = best.company_id

    left join rivalry on companies.company_id = rivalry.company_id

    left join confirmations on companies.company_id = confirmations.company_id

),

decided as (

    select
        *,
        case
            when match_method is null and not has_identifier and not has_usable_name then 'unmatchable'
            when match_method is null then 'unmatched'
            when match_method in ('uei_exact', 'duns_exact') and identifier_rival is not null then 'conflict'
            when match_method = 'duns_exact' and is_uei_different then 'conflict'
            when match_method = 'award_id_exact' and (is_vetoed or award_number_rival is not null) then 'conflict'
            when match_method in ('uei_exact', 'duns_exact', 'award_id_exact') then 'accepted'
            when is_vetoed and match_score >= {{ accept_score }} then 'conflict'
            when is_vetoed then 'unmatched'
            when match_score >= {{ accept_score }} and name_rival is not null then 'ambiguous'
            when match_score >= {{ accept_score }} then 'accepted'
            else 'review'
        end as match_status

    from weighed

)

select * from decided
