{{ config(post_hook="{{ capture_rejected_rows() }}") }}

with

records as (

    {{ read_source('usaspending', 'prime_awards') | indent }}

)

select * from records
