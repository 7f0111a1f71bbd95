{#- Shorter words are too often two words of somebody else run together. -#}
{%- set shortest = 6 %}

with

searched_words as (

    select distinct
        searched_name_id,
        word

    from {{ ref('int_searched_words') }}

    where length(word) >= {{ shortest }}

),

alike_words as (

    select * from {{ ref('int_alike_words') }} where length(recipient_word) >= {{ shortest }}

),

recipient_name_keys as (

    select * from {{ ref('int_recipient_name_keys') }} where contains(name_key, ' ')

),

wanted as (

    select
        searched_name_id,
        word
    from searched_words
    union
    select
        searched_words.searched_name_id,
        alike_words.recipient_word as word
    from searched_words
    inner join alike_words on searched_words.word = alike_words.searched_word

),

wanted_words as (

    select distinct word from wanted

),

joined_neighbours as (

    select
        name_key_id,
        unnest(list_transform(
            generate_series(1, len(string_split(name_key, ' ')) - 1),
            lambda place: string_split(name_key, ' ')[place] || string_split(name_key, ' ')[place + 1]
        )) as word

    from recipient_name_keys

),

-- 'BLUEWAVE LAB' is found in 'BLUE WAVE LAB'.
postings as (

    select joined_neighbours.*

    from joined_neighbours

    semi join wanted_words on joined_neighbours.word = wanted_words.word

),

affordable_words as (

    select word

    from postings

    group by word

    having count(*) <= {{ var('name_postings_budget') }} / 4

),

candidates as (

    select distinct
        wanted.searched_name_id,
        postings.name_key_id

    from wanted

    inner join postings on wanted.word = postings.word

    semi join affordable_words on wanted.word = affordable_words.word

)

select * from candidates
