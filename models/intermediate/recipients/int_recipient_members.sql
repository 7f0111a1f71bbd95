with

recipients as (

    select * from {{ ref('stg_usaspending__recipients') }}

),

components as (

    select * from {{ ref('int_recipient_components') }}

),

-- Rows that bear one recipient hash are one recipient, also where nothing else unites them. Short hashes are counted
-- first: nearly all stand once, and so do the recipient hashes behind them.
repeated_short_hashes as (

    select {{ short_hash(['recipient_hash']) }} as short_hash from recipients group by short_hash having count(*) > 1

),

repeated as (

    select recipients.recipient_hash

    from recipients

    inner join repeated_short_hashes
        on {{ short_hash(['recipients.recipient_hash']) }} = repeated_short_hashes.short_hash

    group by recipients.recipient_hash

    having count(*) > 1

),

hashes_to_unite as (

    select node as recipient_hash from components
    union
    select recipient_hash from repeated

),

rows_to_unite as (

    select
        recipients.*,
        coalesce(components.label, recipients.recipient_hash) as component

    from recipients

    inner join hashes_to_unite on recipients.recipient_hash = hashes_to_unite.recipient_hash

    left join components on recipients.recipient_hash = components.node

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
