with

candidates as (

    select distinct recipient_name_key as name_key from {{ ref('int_name_match_candidates') }}

),

recipients as (

    select * from {{ ref('int_recipients') }}

),

recipient_names as (

    select * from {{ ref('int_recipient_names') }}

),

-- How many entities share a name, at least: rows that differ in an identifier or in their state are different ones.
bearers as (

    select
        candidates.name_key,
        greatest(
            count(distinct recipients.uei), count(distinct recipients.duns), count(distinct recipients.state), 1
        ) as entities

    from candidates

    inner join recipient_names on candidates.name_key = recipient_names.name_key

    inner join recipients on recipient_names.recipient_id = recipients.recipient_id

    group by candidates.name_key

)

select * from bearers
