with

words as (

    select * from {{ ref('int_name_pair_word_likeness') }}

),

frequencies as (

    select * from {{ ref('int_recipient_word_frequencies') }}

),

-- A word no recipient bears weighs as much as the rarest one.
greatest_weight as (

    select max(word_weight) as word_weight from frequencies

),

weighed as (

    select
        words.*,
        coalesce(frequencies.word_weight, greatest_weight.word_weight) as word_weight

    from words

    cross join greatest_weight

    left join frequencies on words.word = frequencies.word

),

compared as (

    select
        company_name_key,
        recipient_name_key,
        coalesce(sum(word_weight) filter (where is_shared and side = 'recipient'), 0) as shared_weight,
        coalesce(sum(word_weight) filter (where not is_shared and side = 'company'), 0) as company_only_weight,
        coalesce(sum(word_weight) filter (where not is_shared and side = 'recipient'), 0) as recipient_only_weight,
        coalesce(string_agg(word, ' ' order by word) filter (where not is_shared and side = 'company'), '')
            as company_only_words,
        coalesce(string_agg(word, ' ' order by word) filter (where not is_shared and side = 'recipient'), '')
            as recipient_only_words

    from weighed

    group by company_name_key, recipient_name_key

)

select * from compared
