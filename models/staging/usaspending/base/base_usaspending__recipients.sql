{{ config(post_hook="{{ capture_rejected_rows() }}") }}

with

records as (

    {{ read_source('usaspending', 'recipient_lookup') | indent }}

)

select * from records
