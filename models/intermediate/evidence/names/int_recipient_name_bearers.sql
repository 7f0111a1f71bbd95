with

candidates as (

    select * from {{ ref('int_name_match_candidates') }}

),

recipients as (

    select * from {{ ref('int_recipients') }}

),

recipient_names as (

    select * from {{ ref('int_recipient_names') }}

),

frequencies as (

    select * from {{ ref('int_name_token_frequencies') }}

),

name_count as (

    select count(*) as names from {{ ref('int_recipient_name_keys') }}

),

candidate_names as (

    select distinct recipient_name_key as name_key from candidates

),

-- How many entities share a name, at least: rows that differ in an identifier or in their state are different ones.
bearers as (

    select
        candidate_names.name_key,
        greatest(
            count(distinct recipients.uei), count(distinct recipients.duns), count(distinct recipients.state), 1
        ) as entities

    from candidate_names

    inner join recipient_names on candidate_names.name_key = recipient_names.name_key

    inner join recipients on recipient_names.recipient_id = recipients.recipient_id

    group by candidate_names.name_key

),

words as (

    select
        name_key,
        unnest(list_distinct(string_split(name_key, ' '))) as word

    from candidate_names

),

weights as (

    select
        words.name_key,
        sum(frequencies.token_weight) as name_weight

    from words

    inner join frequencies on words.word = frequencies.token

    group by words.name_key

),

-- Were words put together at random, exp(-rarity) other names would by chance be equal to this one (the weights are
-- logarithms of 1 / the share of names with the word).
rated as (

    select
        bearers.name_key,
        bearers.entities,
        round(weights.name_weight - ln(name_count.names), 4) as rarity

    from bearers

    inner join weights on bearers.name_key = weights.name_key

    cross join name_count

)

select * from rated
