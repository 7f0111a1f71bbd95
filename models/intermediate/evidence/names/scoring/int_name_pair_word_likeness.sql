with

pairs as (

    select
        company_name_key,
        recipient_name_key

    from {{ ref('int_name_pairs') }}

),

company_words as (

    select
        company_name_key,
        unnest(list_distinct(string_split(company_name_key, ' '))) as word

    from (select distinct company_name_key from pairs) as company_names

),

recipient_words as (

    select
        recipient_name_key,
        unnest(list_distinct(string_split(recipient_name_key, ' '))) as word

    from (select distinct recipient_name_key from pairs) as recipient_names

),

word_pairs as (

    select
        pairs.company_name_key,
        pairs.recipient_name_key,
        company_words.word as company_word,
        recipient_words.word as recipient_word,
        {{ are_words_alike('company_words.word', 'recipient_words.word') }} as is_alike

    from pairs

    inner join company_words on pairs.company_name_key = company_words.company_name_key

    inner join recipient_words on pairs.recipient_name_key = recipient_words.recipient_name_key

),

every_word as (

    select
        company_name_key,
        recipient_name_key,
        company_word as word,
        'company' as side,
        bool_or(is_alike) as is_shared

    from word_pairs

    group by company_name_key, recipient_name_key, company_word

    union all

    select
        company_name_key,
        recipient_name_key,
        recipient_word as word,
        'recipient' as side,
        bool_or(is_alike) as is_shared

    from word_pairs

    group by company_name_key, recipient_name_key, recipient_word

)

select * from every_word
