with

identified_pairs as (

    select * from {{ ref('int_identified_pairs') }}

),

scores as (

    select * from {{ ref('int_name_comparisons') }}

),

best_of_names as (

    select
        identified_pairs.company_id,
        identified_pairs.recipient_id,
        max(scores.name_score) as name_score

    from identified_pairs

    inner join scores
        on
            identified_pairs.company_name_key = scores.company_name_key
            and identified_pairs.recipient_name_key = scores.recipient_name_key

    group by identified_pairs.company_id, identified_pairs.recipient_id

)

select * from best_of_names
