{#- One slip leaves one half of a long word whole: four letters of it, three of a shorter word. -#}
{%- set long_word = 8 %}

with

-- A word that many recipients bear is spelt right; a short one is another word when a letter differs.
searched_words as (

    select distinct
        word,
        length(word) as letters,
        word[:3] as beginning,
        word[-3:] as ending

    from {{ ref('int_searched_words') }}

    where names_with_word <= {{ var('name_misspelt_word_names') }} and length(word) >= 4

),

frequencies as (

    select
        word,
        names_with_word,
        length(word) as letters,
        word[:3] as beginning,
        word[-3:] as ending

    from {{ ref('int_recipient_word_frequencies') }}

    where length(word) >= 3

),

-- The vocabularies are compared, not the names: each word once.
same_beginning as (

    select
        searched_words.word as searched_word,
        frequencies.word as recipient_word,
        frequencies.names_with_word

    from searched_words

    inner join frequencies on searched_words.beginning = frequencies.beginning

    where
        abs(searched_words.letters - frequencies.letters) <= 2
        and searched_words.word <> frequencies.word
        and (searched_words.letters < {{ long_word }} or searched_words.word[4] = frequencies.word[4])

),

same_ending as (

    select
        searched_words.word as searched_word,
        frequencies.word as recipient_word,
        frequencies.names_with_word

    from searched_words

    inner join frequencies on searched_words.ending = frequencies.ending

    where
        abs(searched_words.letters - frequencies.letters) <= 2
        and (searched_words.letters < {{ long_word }} or searched_words.word[-4] = frequencies.word[-4])
        and not (
            searched_words.beginning = frequencies.beginning
            and (searched_words.letters < {{ long_word }} or searched_words.word[4] = frequencies.word[4])
        )

),

same_half as (

    select * from same_beginning
    union all
    select * from same_ending

),

alike as (

    select
        searched_word,
        recipient_word,
        names_with_word,
        1 - {{ edit_distance('searched_word', 'recipient_word') }}
        / greatest(length(searched_word), length(recipient_word)) as likeness

    from same_half

    where {{ are_words_alike('searched_word', 'recipient_word') }}

)

select * from alike
