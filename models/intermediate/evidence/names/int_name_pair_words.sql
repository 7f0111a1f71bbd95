with

similarities as (

    select * from {{ ref('int_name_pair_similarities') }}

),

frequencies as (

    select * from {{ ref('int_name_token_frequencies') }}

),

-- A word no recipient bears weighs as much as the rarest one.
greatest_weight as (

    select max(token_weight) as token_weight from frequencies

),

pairs as (

    select
        company_name_key,
        recipient_name_key

    from similarities

    where edit_similarity < 1

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

),

weighed as (

    select
        every_word.*,
        coalesce(frequencies.token_weight, greatest_weight.token_weight) as word_weight

    from every_word

    cross join greatest_weight

    left join frequencies on every_word.word = frequencies.token

),

compared as (

    select
        company_name_key,
        recipient_name_key,
        coalesce(sum(word_weight) filter (where is_shared and side = 'company'), 0) as shared_weight,
        coalesce(max(word_weight) filter (where is_shared and side = 'company'), 0) as greatest_shared_weight,
        coalesce(sum(word_weight) filter (where not is_shared and side = 'company'), 0) as company_only_weight,
        coalesce(sum(word_weight) filter (where not is_shared and side = 'recipient'), 0) as recipient_only_weight,
        string_agg(word, ' ' order by word) filter (where not is_shared and side = 'company') as company_only_words,
        string_agg(word, ' ' order by word) filter (where not is_shared and side = 'recipient')
            as recipient_only_words

    from weighed

    group by company_name_key, recipient_name_key

)

select * from compared
