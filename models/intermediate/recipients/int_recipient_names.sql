with

recipients as (

    select * from {{ ref('stg_usaspending__recipients') }} where not is_non_entity

),

members as (

    select distinct recipient_hash, recipient_id from {{ ref('int_recipient_members') }}

),

identifiers as (

    select * from {{ ref('int_recipient_identifiers') }}

),

doing_business_as as (

    select distinct
        doing_business_as_name,
        unnest(['uei', 'duns']) as identifier_type,
        unnest([uei, duns]) as identifier,
        city_key,
        state,
        zip5

    from {{ ref('stg_usaspending__prime_awards') }}

    where doing_business_as_name is not null

),

names as (

    select * from {{ ref('int_names') }}

),

recipient_rows as (

    select
        coalesce(members.recipient_id, recipients.recipient_hash) as recipient_id,
        recipients.recipient_name,
        recipients.alternate_names,
        recipients.city_key,
        recipients.state,
        recipients.zip5

    from recipients

    left join members on recipients.recipient_hash = members.recipient_hash

),

raw_names as (

    select recipient_id, recipient_name as raw_name, city_key, state, zip5
    from recipient_rows
    union all
    select recipient_id, unnest(alternate_names) as raw_name, city_key, state, zip5
    from recipient_rows
    where len(alternate_names) > 0
    union all
    select
        identifiers.recipient_id,
        doing_business_as.doing_business_as_name as raw_name,
        doing_business_as.city_key,
        doing_business_as.state,
        doing_business_as.zip5
    from doing_business_as
    inner join identifiers
        on
            doing_business_as.identifier_type = identifiers.identifier_type
            and doing_business_as.identifier = identifiers.identifier

),

keyed as (

    select
        raw_names.*,
        names.name_key,
        names.alias_key

    from raw_names

    inner join names on raw_names.raw_name = names.raw_name

),

every_key as (

    select recipient_id, name_key, city_key, state, zip5 from keyed
    union all
    select recipient_id, alias_key as name_key, city_key, state, zip5 from keyed where alias_key is not null

),

placed_names as (

    select distinct * from every_key where name_key is not null

)

select * from placed_names
