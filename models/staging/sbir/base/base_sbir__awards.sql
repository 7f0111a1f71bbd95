{{ config(post_hook="{{ capture_rejected_rows() }}") }}

with

records as (

    {{ read_source('sbir', 'award_data', with_row_hash=true) | indent }}

)

select * from records
