with

word_candidates as (

    select * from {{ ref('int_word_candidates') }}

),

every_candidate as (

    select searched_name_id, name_key_id, shared_weight from word_candidates
    union all
    select searched_name_id, name_key_id, 0 as shared_weight from {{ ref('int_joined_word_candidates') }}
    union all
    select searched_name_id, name_key_id, 0 as shared_weight from {{ ref('int_prefix_candidates') }}
    union all
    select searched_name_id, name_key_id, 0 as shared_weight from {{ ref('int_word_pair_candidates') }}
    union all
    select searched_name_id, name_key_id, 0 as shared_weight from {{ ref('int_place_candidates') }}

),

searched_names as (

    select * from {{ ref('int_fuzzy_searched_names') }}

),

recipient_name_keys as (

    select * from {{ ref('int_recipient_name_keys') }}

),

candidates as (

    select
        searched_name_id,
        name_key_id,
        max(shared_weight) as shared_weight

    from every_candidate

    group by searched_name_id, name_key_id

),

-- Cheap to compute and good enough to choose what is worth a closer look.
compared as (

    select
        candidates.searched_name_id,
        candidates.name_key_id,
        round(
            candidates.shared_weight / 40
            + {{ jaro_winkler('searched_names.squashed_key', 'recipient_name_keys.squashed_key') }},
            6
        ) as closeness

    from candidates

    inner join searched_names on candidates.searched_name_id = searched_names.searched_name_id

    inner join recipient_name_keys on candidates.name_key_id = recipient_name_keys.name_key_id

),

best as (

    select
        searched_name_id,
        name_key_id

    from compared

    qualify
        row_number() over (partition by searched_name_id order by closeness desc, name_key_id)
        <= {{ var('name_candidates_kept') }}

),

named as (

    select
        searched_names.name_key as company_name_key,
        recipient_name_keys.name_key as recipient_name_key

    from best

    inner join searched_names on best.searched_name_id = searched_names.searched_name_id

    inner join recipient_name_keys on best.name_key_id = recipient_name_keys.name_key_id

)

select * from named
