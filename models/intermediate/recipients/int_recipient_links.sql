with

recipients as (

    select * from {{ ref('stg_usaspending__recipients') }} where not is_non_entity

),

links as (

    select recipient_hash, 'uei|' || uei as link from recipients
    union all
    select recipient_hash, 'duns|' || duns as link from recipients

),

-- Nearly every row is an entity by itself; only rows that share an identifier need uniting.
shared as (

    select link

    from links

    where link is not null

    group by link

    having min(recipient_hash) <> max(recipient_hash)

),

shared_links as (

    select distinct
        links.recipient_hash,
        links.link

    from links

    inner join shared on links.link = shared.link

)

select * from shared_links
