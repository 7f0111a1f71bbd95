with

word_pairs as (

    select * from {{ ref('int_searched_word_pairs') }}

),

recipient_words as (

    select * from {{ ref('int_recipient_name_words') }}

),

distinct_pairs as (

    select distinct
        first_word,
        second_word

    from word_pairs

),

postings as (

    select
        distinct_pairs.first_word,
        distinct_pairs.second_word,
        first_words.name_key_id

    from distinct_pairs

    inner join recipient_words as first_words on distinct_pairs.first_word = first_words.word

    inner join recipient_words as second_words
        on distinct_pairs.second_word = second_words.word and first_words.name_key_id = second_words.name_key_id

),

affordable_pairs as (

    select
        first_word,
        second_word

    from postings

    group by first_word, second_word

    having count(*) <= {{ var('name_postings_budget') }}

),

candidates as (

    select distinct
        word_pairs.searched_name_id,
        postings.name_key_id

    from word_pairs

    semi join affordable_pairs
        on
            word_pairs.first_word = affordable_pairs.first_word
            and word_pairs.second_word = affordable_pairs.second_word

    inner join postings
        on word_pairs.first_word = postings.first_word and word_pairs.second_word = postings.second_word

)

select * from candidates
