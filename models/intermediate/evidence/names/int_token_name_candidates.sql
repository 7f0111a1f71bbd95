with

searched_names as (

    select * from {{ ref('int_searched_names') }}

),

recipient_name_keys as (

    select * from {{ ref('int_recipient_name_keys') }}

),

recipient_tokens as (

    select * from {{ ref('int_recipient_name_tokens') }}

),

frequencies as (

    select * from {{ ref('int_name_token_frequencies') }}

),

searched_tokens as (

    select
        name_key,
        squashed_key,
        unnest(string_split(sorted_key, ' ')) as token

    from searched_names

),

-- Rarest tokens first, until the budget of recipient names to look at is spent.
affordable_tokens as (

    select
        searched_tokens.name_key,
        searched_tokens.squashed_key,
        searched_tokens.token,
        frequencies.token_weight

    from searched_tokens

    inner join frequencies on searched_tokens.token = frequencies.token

    qualify
        sum(frequencies.names_with_token) over (
            partition by searched_tokens.name_key
            order by frequencies.names_with_token, searched_tokens.token
            rows between unbounded preceding and current row
        ) <= {{ var('name_postings_budget') }}

),

shared_tokens as (

    select
        affordable_tokens.name_key,
        affordable_tokens.squashed_key,
        recipient_tokens.name_key_id,
        sum(affordable_tokens.token_weight) as shared_weight

    from affordable_tokens

    inner join recipient_tokens on affordable_tokens.token = recipient_tokens.token

    group by affordable_tokens.name_key, affordable_tokens.squashed_key, recipient_tokens.name_key_id

),

ranked as (

    select
        shared_tokens.name_key as company_name_key,
        recipient_name_keys.name_key as recipient_name_key,
        row_number() over (
            partition by shared_tokens.name_key
            order by
                round(
                    shared_tokens.shared_weight / 10
                    + {{ jaro_winkler('shared_tokens.squashed_key', 'recipient_name_keys.squashed_key') }},
                    6
                ) desc,
                recipient_name_keys.name_key
        ) as candidate_rank

    from shared_tokens

    inner join recipient_name_keys on shared_tokens.name_key_id = recipient_name_keys.name_key_id

),

candidates as (

    select
        company_name_key,
        recipient_name_key

    from ranked

    where candidate_rank <= {{ var('name_candidates_kept') }}

)

select * from candidates
