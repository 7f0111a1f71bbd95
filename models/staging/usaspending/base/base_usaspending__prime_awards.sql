{{ config(post_hook="{{ capture_rejected_rows() }}", meta={'stands_in_sql': ['stg_inputs__files']}) }}

with

records as (

    {{ read_source('usaspending', 'prime_awards') | indent }}

)

select * from records
