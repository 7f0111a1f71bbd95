with

recipients as (

    select * from {{ ref('stg_usaspending__recipients') }} where not is_non_entity

),

members as (

    select distinct recipient_hash, recipient_id from {{ ref('int_recipient_members') }}

),

-- A row that is a recipient by itself bears each identifier once; only rows that were united can repeat one.
sole_rows as (

    select
        recipients.recipient_hash as recipient_id,
        recipients.uei,
        recipients.duns

    from recipients

    anti join members on recipients.recipient_hash = members.recipient_hash

),

united_rows as (

    select
        members.recipient_id,
        recipients.uei,
        recipients.duns

    from recipients

    inner join members on recipients.recipient_hash = members.recipient_hash

),

identifiers as (

    select 'uei' as identifier_type, uei as identifier, recipient_id from sole_rows where uei is not null
    union all
    select 'duns' as identifier_type, duns as identifier, recipient_id from sole_rows where duns is not null
    union all
    select distinct 'uei' as identifier_type, uei as identifier, recipient_id from united_rows where uei is not null
    union all
    select distinct 'duns' as identifier_type, duns as identifier, recipient_id from united_rows where duns is not null

)

select * from identifiers
