{# Every row of the recipient list belongs to exactly one recipient. #}
with

recipient_rows as (

    select count(*) as staged from {{ ref('stg_usaspending__recipients') }}

),

united_rows as (

    select coalesce(sum(source_rows), 0) as united from {{ ref('int_recipients') }}

),

compared as (

    select
        recipient_rows.staged,
        united_rows.united

    from recipient_rows

    cross join united_rows

)

select * from compared where staged <> united
