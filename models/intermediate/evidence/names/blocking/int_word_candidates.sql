with

search_keys as (

    select * from {{ ref('int_search_keys') }}

),

recipient_words as (

    select * from {{ ref('int_recipient_name_words') }}

),

frequencies as (

    select * from {{ ref('int_recipient_word_frequencies') }}

),

weighed_keys as (

    select
        search_keys.searched_name_id,
        search_keys.source_word,
        search_keys.word,
        (frequencies.word_weight * search_keys.likeness * search_keys.likeness)::decimal(9, 6) as key_weight

    from search_keys

    inner join frequencies on search_keys.word = frequencies.word

),

-- A word of the firm's counts once, however many words of the recipient resemble it.
shared_words as (

    select
        weighed_keys.searched_name_id,
        recipient_words.name_key_id,
        weighed_keys.source_word,
        max(weighed_keys.key_weight) as key_weight

    from weighed_keys

    inner join recipient_words on weighed_keys.word = recipient_words.word

    group by weighed_keys.searched_name_id, recipient_words.name_key_id, weighed_keys.source_word

),

candidates as (

    select
        searched_name_id,
        name_key_id,
        sum(key_weight) as shared_weight

    from shared_words

    group by searched_name_id, name_key_id

)

select * from candidates
