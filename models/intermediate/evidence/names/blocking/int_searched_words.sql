with

searched_names as (

    select * from {{ ref('int_fuzzy_searched_names') }}

),

frequencies as (

    select * from {{ ref('int_recipient_word_frequencies') }}

),

words as (

    select
        searched_name_id,
        unnest(string_split(name_key, ' ')) as word,
        generate_subscripts(string_split(name_key, ' '), 1) as word_position

    from searched_names

),

counted as (

    select
        words.searched_name_id,
        words.word,
        words.word_position,
        coalesce(frequencies.names_with_word, 0) as names_with_word

    from words

    left join frequencies on words.word = frequencies.word

)

select * from counted
