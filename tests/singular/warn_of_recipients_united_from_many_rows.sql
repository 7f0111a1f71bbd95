{# Rows are united through the identifiers they share, also through others. A very large union is rather a wrong
   identifier somewhere in the chain than a very large recipient. #}
{{ config(
    severity='warn',
    store_failures=true,
    tags=['measured'],
    fail_calc='coalesce(sum(case when is_met then 0 else 1 end), 0)'
) }}

with

recipients as (

    select * from {{ ref('int_recipients') }}

),

large as (

    select
        recipient_name,
        source_rows

    from recipients

    where source_rows > {{ var('max_rows_per_recipient') }}

),

measured as (

    select
        count(*) = 0 as is_met,
        printf(
            '%d recipients were united from more than %d rows each, the largest %s from %d; a wrong UEI or DUNS ties '
            || 'strangers together: see identifier_conflict in dim_recipients.',
            count(*), {{ var('max_rows_per_recipient') }},
            coalesce(arg_max(recipient_name, source_rows), ''), coalesce(max(source_rows), 0)
        ) as finding

    from large

)

select * from measured
