with

recipients as (

    select * from {{ ref('stg_usaspending__recipients') }} where not is_non_entity

),

members as (

    select distinct recipient_hash, recipient_id from {{ ref('int_recipient_members') }}

),

rows_of_entities as (

    select
        coalesce(members.recipient_id, recipients.recipient_hash) as recipient_id,
        recipients.uei,
        recipients.duns

    from recipients

    left join members on recipients.recipient_hash = members.recipient_hash

),

identifiers as (

    select 'uei' as identifier_type, uei as identifier, recipient_id from rows_of_entities
    union all
    select 'duns' as identifier_type, duns as identifier, recipient_id from rows_of_entities

),

distinct_identifiers as (

    select distinct * from identifiers where identifier is not null

)

select * from distinct_identifiers
