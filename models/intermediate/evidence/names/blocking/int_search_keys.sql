with

searched_words as (

    select * from {{ ref('int_searched_words') }}

),

alike_words as (

    select * from {{ ref('int_alike_words') }}

),

frequencies as (

    select * from {{ ref('int_recipient_word_frequencies') }}

),

own_words as (

    select distinct
        searched_name_id,
        word as source_word,
        word,
        names_with_word,
        1.0 as likeness

    from searched_words

    where names_with_word > 0

),

misspelt_words as (

    select distinct
        searched_words.searched_name_id,
        searched_words.word as source_word,
        alike_words.recipient_word as word,
        alike_words.names_with_word,
        alike_words.likeness

    from searched_words

    inner join alike_words on searched_words.word = alike_words.searched_word

),

-- 'BLUE WAVE LAB' is looked for as BLUEWAVE and as WAVELAB too.
joined_neighbours as (

    select distinct
        first_words.searched_name_id,
        first_words.word || second_words.word as source_word,
        frequencies.word,
        frequencies.names_with_word,
        1.0 as likeness

    from searched_words as first_words

    inner join searched_words as second_words
        on
            first_words.searched_name_id = second_words.searched_name_id
            and first_words.word_position + 1 = second_words.word_position

    inner join frequencies on first_words.word || second_words.word = frequencies.word

),

-- 'BLUE WAVE BLUEWAVE' has BLUEWAVE both ways.
search_keys as (

    select * from own_words
    union
    select * from misspelt_words
    union
    select * from joined_neighbours

),

-- Rarest first, and the less alike the later, until the budget of recipient names to look at is spent.
affordable as (

    select *

    from search_keys

    qualify
        sum(names_with_word) over (
            partition by searched_name_id
            order by names_with_word / likeness, word, source_word
            rows between unbounded preceding and current row
        ) <= {{ var('name_postings_budget') }}

)

select * from affordable
