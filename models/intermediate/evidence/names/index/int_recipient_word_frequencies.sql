{{ config(materialized='kept_table') }}

with

words as (

    select * from {{ ref('int_recipient_name_words') }}

),

name_count as (

    select count(*) as names from {{ ref('int_recipient_name_keys') }}

),

frequencies as (

    select
        word,
        count(*) as names_with_word

    from words

    group by word

),

weighted as (

    select
        frequencies.word,
        frequencies.names_with_word,
        -- Minus the logarithm of the share of other names with the word: how much sharing it says. A word that nobody
        -- else bears is not infinitely rare: one name in five million would bear it. A decimal, since sums of
        -- floating-point numbers depend on their order, and so on the threads.
        (-ln((frequencies.names_with_word - 1.0) / name_count.names + 0.0000002))::decimal(9, 6) as word_weight

    from frequencies

    cross join name_count

)

select * from weighted
