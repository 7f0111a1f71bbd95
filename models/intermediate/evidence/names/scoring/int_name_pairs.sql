with

every_pair as (

    select company_name_key, recipient_name_key from {{ ref('int_exact_name_candidates') }}
    union
    select company_name_key, recipient_name_key from {{ ref('int_fuzzy_name_candidates') }}
    union
    select company_name_key, recipient_name_key from {{ ref('int_identified_pairs') }}

),

pairs as (

    select
        company_name_key,
        recipient_name_key,
        replace(company_name_key, ' ', '') as company_squashed_key,
        replace(recipient_name_key, ' ', '') as recipient_squashed_key,
        {{ sorted_words('company_name_key') }} as company_sorted_key,
        {{ sorted_words('recipient_name_key') }} as recipient_sorted_key,
        {{ hash_number('company_name_key') }} as company_name_hash

    from every_pair

)

select * from pairs
