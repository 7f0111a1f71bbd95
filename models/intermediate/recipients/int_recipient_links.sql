with

recipients as (

    select * from {{ ref('stg_usaspending__recipients') }} where not is_non_entity

),

identifiers as (

    select recipient_hash, 'uei' as identifier_type, uei as identifier from recipients where uei is not null
    union all
    select recipient_hash, 'duns' as identifier_type, duns as identifier from recipients where duns is not null

),

-- Nearly every identifier stands on one row alone; a count, which costs little memory, leaves out these millions.
repeated as (

    select
        identifier_type,
        identifier

    from identifiers

    group by identifier_type, identifier

    having count(*) > 1

),

links as (

    select distinct
        identifiers.recipient_hash,
        identifiers.identifier_type || '|' || identifiers.identifier as link

    from identifiers

    inner join repeated
        on
            identifiers.identifier_type = repeated.identifier_type
            and identifiers.identifier = repeated.identifier

),

-- Several rows of one hash are one recipient anyhow: only an identifier of several hashes unites any.
shared_links as (

    select *

    from links

    qualify count(*) over (partition by link) > 1

)

select * from shared_links
