{{ config(materialized='kept_table') }}

with

tokens as (

    select * from {{ ref('int_recipient_name_tokens') }}

),

name_count as (

    select count(*) as names from {{ ref('int_recipient_name_keys') }}

),

frequencies as (

    select
        token,
        count(*) as names_with_token

    from tokens

    group by token

),

weighted as (

    select
        frequencies.token,
        frequencies.names_with_token,
        -- Inverse document frequency: how much sharing the token says. A decimal, since sums of floating-point numbers
        -- depend on their order, and so on the threads.
        ln((name_count.names + 1.0) / (frequencies.names_with_token + 0.5))::decimal(9, 6) as token_weight

    from frequencies

    cross join name_count

)

select * from weighted
