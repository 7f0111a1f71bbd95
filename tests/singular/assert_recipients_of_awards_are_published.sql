{# Every recipient of an award is in dim_recipients, as this run built both. #}
with

awards as (

    select * from {{ as_built(ref('fct_enriched_awards')) }}

),

recipients as (

    select * from {{ as_built(ref('dim_recipients')) }}

),

strangers as (

    select awards.*

    from awards

    left join recipients on awards.recipient_id = recipients.recipient_id

    where
        awards.recipient_id is not null
        and recipients.recipient_id is null

)

select * from strangers
