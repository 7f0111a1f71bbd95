with

searched_pairs as (

    select company_name_key, recipient_name_key from {{ ref('int_exact_name_candidates') }}
    union
    select company_name_key, recipient_name_key from {{ ref('int_token_name_candidates') }}

),

scores as (

    select * from {{ ref('int_name_pair_scores') }}

),

company_names as (

    select * from {{ ref('int_company_names') }}

),

recipient_names as (

    select * from {{ ref('int_recipient_names') }}

),

identified as (

    select company_id from {{ ref('int_uei_matches') }}
    union
    select company_id from {{ ref('int_duns_matches') }}

),

promising as (

    select scores.*

    from scores

    semi join searched_pairs
        on
            scores.company_name_key = searched_pairs.company_name_key
            and scores.recipient_name_key = searched_pairs.recipient_name_key

    -- No place can lift a weaker name to the review score.
    where scores.name_score >= {{ var('name_review_score') }} - 15 and not scores.is_number_different

),

pairs as (

    select
        company_names.company_id,
        recipient_names.recipient_id,
        promising.recipient_name_key,
        promising.name_score,
        promising.word_agreement,
        coalesce(company_names.zip5 = recipient_names.zip5, false) as is_zip_equal,
        coalesce(
            company_names.city_key = recipient_names.city_key and company_names.state = recipient_names.state, false
        ) as is_city_equal,
        coalesce(company_names.state = recipient_names.state, false) as is_state_equal,
        company_names.state is null or recipient_names.state is null as is_state_unknown

    from promising

    inner join company_names on promising.company_name_key = company_names.name_key

    inner join recipient_names on promising.recipient_name_key = recipient_names.name_key

    anti join identified on company_names.company_id = identified.company_id

),

-- The best place of all rows of a firm and a recipient counts: firms move.
placed as (

    select
        company_id,
        recipient_id,
        recipient_name_key,
        name_score,
        word_agreement,
        case
            when bool_or(is_zip_equal) then 'same zip'
            when bool_or(is_city_equal) then 'same city'
            when bool_or(is_state_equal) then 'same state'
            when bool_or(is_state_unknown) then 'state unknown'
            else 'other state'
        end as place

    from pairs

    group by company_id, recipient_id, recipient_name_key, name_score, word_agreement

)

select * from placed
