with

recipients as (

    select * from {{ ref('stg_usaspending__recipients') }}

),

components as (

    select * from {{ ref('int_recipient_components') }}

),

-- Rows that bear one recipient hash are one recipient, also where nothing else unites them.
repeated as (

    select recipient_hash from recipients group by recipient_hash having count(*) > 1

),

rows_to_unite as (

    select
        recipients.*,
        coalesce(components.label, recipients.recipient_hash) as component

    from recipients

    left join components on recipients.recipient_hash = components.node

    where
        components.node is not null
        or recipients.recipient_hash in (select repeated.recipient_hash from repeated)

),

-- A row with a UEI speaks before one with a DUNS, and that before one with a name alone.
ranked as (

    select
        *,
        row_number() over (
            partition by component
            order by uei is null, duns is null, recipient_hash, recipient_name, state, city, zip5, source_file, file_row
        ) as member_rank

    from rows_to_unite

),

members as (

    select
        *,
        first_value(recipient_hash) over (partition by component order by member_rank) as recipient_id

    from ranked

)

select * from members
