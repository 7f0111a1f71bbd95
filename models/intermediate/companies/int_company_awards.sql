with

identities as (

    select * from {{ ref('int_award_identities') }}

),

links as (

    select * from {{ ref('int_company_links') }}

),

components as (

    select * from {{ ref('int_company_components') }}

),

-- An identity that shares no link is a firm by itself.
placed as (

    select
        identities.*,
        coalesce(components.label, identities.identity_id) as component

    from identities

    left join components on identities.identity_id = components.node

),

-- The strongest link names the firm, so that its id survives weaker rows coming and going.
company_keys as (

    select
        placed.component,
        min(links.link_rank || '|' || links.link) as company_key

    from placed

    inner join links on placed.identity_id = links.identity_id

    group by placed.component

),

company_awards as (

    select
        placed.award_id,
        {{ text_hash('coalesce(company_keys.company_key, placed.component)') }} as company_id,
        placed.name_key,
        placed.alias_key,
        placed.uei,
        placed.duns,
        placed.city_key,
        placed.state,
        placed.zip5

    from placed

    left join company_keys on placed.component = company_keys.component

)

select * from company_awards
