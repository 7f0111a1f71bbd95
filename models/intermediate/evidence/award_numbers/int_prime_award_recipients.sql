with

award_numbers as (

    select distinct contract_key

    from {{ ref('stg_sbir__awards') }}

    where length(contract_key) >= {{ var('award_number_min_length') }}

),

prime_awards as (

    select distinct
        contract_key,
        recipient_name,
        uei,
        duns,
        city_key,
        state,
        zip5

    from {{ ref('stg_usaspending__prime_awards') }}

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

wanted as (

    select prime_awards.*

    from prime_awards

    inner join award_numbers on prime_awards.contract_key = award_numbers.contract_key

),

by_uei as (

    select wanted.contract_key, identifiers.recipient_id

    from wanted

    inner join identifiers
        on identifiers.identifier_type = 'uei' and wanted.uei = identifiers.identifier

),

by_duns as (

    select wanted.contract_key, identifiers.recipient_id

    from wanted

    inner join identifiers
        on identifiers.identifier_type = 'duns' and wanted.duns = identifiers.identifier

),

-- Some actions bear a name alone. It leads to a recipient only if nothing tells two bearers of the name apart; of
-- several rows for one entity, the one with identifiers stands for it.
by_name as (

    select
        wanted.contract_key,
        arg_min(
            recipients.recipient_id,
            (recipients.uei is null, recipients.duns is null, recipients.recipient_id)
        ) as recipient_id

    from wanted

    inner join names on wanted.recipient_name = names.raw_name

    inner join recipient_names
        on
            names.name_key = recipient_names.name_key
            and coalesce(wanted.state = recipient_names.state, true)

    inner join recipients on recipient_names.recipient_id = recipients.recipient_id

    where wanted.uei is null and wanted.duns is null

    group by wanted.contract_key, wanted.recipient_name, wanted.state, wanted.city_key, wanted.zip5

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
