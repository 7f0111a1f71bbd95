with

searched_pairs as (

    select company_name_key, recipient_name_key from {{ ref('int_exact_name_candidates') }}
    union
    select company_name_key, recipient_name_key from {{ ref('int_fuzzy_name_candidates') }}

),

comparisons as (

    select * from {{ ref('int_name_comparisons') }}

),

-- No place can lift a name of less likeness, and none outweighs a number: ACME 2 is not ACME 3.
promising as (

    select comparisons.*

    from comparisons

    semi join searched_pairs
        on
            comparisons.company_name_key = searched_pairs.company_name_key
            and comparisons.recipient_name_key = searched_pairs.recipient_name_key

    where comparisons.name_score >= {{ var('name_candidate_score') }} and not comparisons.is_number_different

)

select * from promising
