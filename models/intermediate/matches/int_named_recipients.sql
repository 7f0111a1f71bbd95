with

recipients as (

    select * from {{ ref('int_recipients') }}

),

names as (

    select * from {{ ref('int_names') }}

),

stray_identifiers as (

    select * from {{ ref('int_company_identifiers') }} where is_stray

),

recipient_identifiers as (

    select * from {{ ref('int_recipient_identifiers') }}

),

-- Of millions of recipients only these are ever looked at by name.
wanted as (

    select recipient_id from {{ ref('int_every_match') }}

    union

    select recipient_identifiers.recipient_id

    from stray_identifiers

    inner join recipient_identifiers
        on
            stray_identifiers.identifier_type = recipient_identifiers.identifier_type
            and stray_identifiers.identifier = recipient_identifiers.identifier

),

-- Apart from the join below: DuckDB hashes a left join only while its condition is equality alone.
wanted_recipients as (

    select
        recipients.*,
        case when not recipients.is_non_entity then recipients.recipient_name end as usable_name

    from recipients

    inner join wanted on recipients.recipient_id = wanted.recipient_id

),

named_recipients as (

    select
        wanted_recipients.recipient_id,
        wanted_recipients.recipient_name,
        names.name_key,
        wanted_recipients.uei,
        wanted_recipients.duns,
        wanted_recipients.city_key,
        wanted_recipients.state

    from wanted_recipients

    left join names on wanted_recipients.usable_name = names.raw_name

)

select * from named_recipients
