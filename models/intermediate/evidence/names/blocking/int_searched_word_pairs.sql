with

searched_words as (

    select * from {{ ref('int_searched_words') }}

),

search_keys as (

    select * from {{ ref('int_search_keys') }}

),

name_count as (

    select count(*) as names from {{ ref('int_recipient_name_keys') }}

),

-- Names of common words alone: no word of theirs was affordable.
common_names as (

    select distinct searched_words.searched_name_id

    from searched_words

    anti join search_keys
        on
            searched_words.searched_name_id = search_keys.searched_name_id
            and search_keys.source_word = search_keys.word

),

common_words as (

    select distinct
        searched_words.searched_name_id,
        searched_words.word,
        searched_words.names_with_word

    from searched_words

    semi join common_names on searched_words.searched_name_id = common_names.searched_name_id

    where searched_words.names_with_word > 0

),

-- The rarer word first. Two words that chance alone puts together too often are not looked up at all.
word_pairs as (

    select
        first_words.searched_name_id,
        first_words.word as first_word,
        second_words.word as second_word

    from common_words as first_words

    inner join common_words as second_words
        on first_words.searched_name_id = second_words.searched_name_id

    cross join name_count

    where
        (first_words.names_with_word, first_words.word) < (second_words.names_with_word, second_words.word)
        and first_words.names_with_word * second_words.names_with_word / name_count.names
        <= {{ var('name_postings_budget') }}

)

select * from word_pairs
