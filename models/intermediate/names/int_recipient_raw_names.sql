{{ config(materialized='kept_table') }}

with

recipients as (

    select * from {{ ref('stg_usaspending__recipients') }}

),

prime_awards as (

    select * from {{ ref('stg_usaspending__prime_awards') }}

),

every_name as (

    select recipient_name as raw_name from recipients
    union all
    select unnest(alternate_names) from recipients where len(alternate_names) > 0
    union all
    select distinct recipient_name from prime_awards
    union all
    select distinct doing_business_as_name from prime_awards

),

distinct_names as (

    select distinct raw_name from every_name where raw_name is not null

)

select * from distinct_names
