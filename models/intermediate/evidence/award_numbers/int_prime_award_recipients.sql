with

sought as (

    select * from {{ ref('int_sought_prime_awards') }}

),

identifiers as (

    select * from {{ ref('int_recipient_identifiers') }}

),

names as (

    select * from {{ ref('int_names') }}

),

recipient_names as (

    select * from {{ ref('int_recipient_names') }}

),

recipients as (

    select * from {{ ref('int_recipients') }}

),

by_uei as (

    select sought.contract_key, identifiers.recipient_id

    from sought

    inner join identifiers
        on identifiers.identifier_type = 'uei' and sought.uei = identifiers.identifier

),

by_duns as (

    select sought.contract_key, identifiers.recipient_id

    from sought

    inner join identifiers
        on identifiers.identifier_type = 'duns' and sought.duns = identifiers.identifier

),

-- Some actions bear a name alone. It leads to a recipient only if nothing tells two bearers of the name apart; of
-- several rows for one entity, the one with identifiers stands for it.
by_name as (

    select
        sought.contract_key,
        arg_min(
            recipients.recipient_id,
            (recipients.uei is null, recipients.duns is null, recipients.recipient_id)
        ) as recipient_id

    from sought

    inner join names on sought.recipient_name = names.raw_name

    inner join recipient_names
        on
            names.name_key = recipient_names.name_key
            and coalesce(sought.state = recipient_names.state, true)

    inner join recipients on recipient_names.recipient_id = recipients.recipient_id

    where sought.uei is null and sought.duns is null

    group by sought.contract_key, sought.recipient_name, sought.state, sought.city_key, sought.zip5

    having
        count(distinct recipients.uei) <= 1
        and count(distinct recipients.duns) <= 1
        and count(distinct recipients.state) <= 1

),

linked as (

    select * from by_uei
    union
    select * from by_duns
    union
    select * from by_name

)

select * from linked
