with

recipients as (

    select * from {{ ref('stg_usaspending__recipients') }}

),

members as (

    select * from {{ ref('int_recipient_members') }}

),

single as (

    select
        recipients.recipient_hash as recipient_id,
        recipients.recipient_name,
        recipients.uei,
        recipients.duns,
        recipients.parent_uei,
        recipients.parent_duns,
        recipients.parent_name,
        recipients.city,
        recipients.city_key,
        recipients.state,
        recipients.zip5,
        recipients.is_non_entity,
        1 as source_rows,
        null::varchar as identifier_conflict

    from recipients

    anti join members on recipients.recipient_hash = members.recipient_hash

),

-- The best row speaks for the entity; what it leaves blank comes from the next one that has it.
united as (

    select
        recipient_id,
        arg_min(recipient_name, member_rank) filter (where recipient_name is not null) as recipient_name,
        arg_min(uei, member_rank) filter (where uei is not null) as uei,
        arg_min(duns, member_rank) filter (where duns is not null) as duns,
        arg_min(parent_uei, member_rank) filter (where parent_uei is not null) as parent_uei,
        arg_min(parent_duns, member_rank) filter (where parent_duns is not null) as parent_duns,
        arg_min(parent_name, member_rank) filter (where parent_name is not null) as parent_name,
        arg_min(city, member_rank) filter (where city is not null) as city,
        arg_min(city_key, member_rank) filter (where city_key is not null) as city_key,
        arg_min(state, member_rank) filter (where state is not null) as state,
        arg_min(zip5, member_rank) filter (where zip5 is not null) as zip5,
        bool_and(is_non_entity) as is_non_entity,
        count(*) as source_rows,
        nullif(concat_ws(
            '; ',
            case
                when count(distinct uei) > 1 then 'UEI ' || string_agg(distinct uei, ', ' order by uei)
            end,
            case
                when count(distinct duns) > 1 then 'DUNS ' || string_agg(distinct duns, ', ' order by duns)
            end
        ), '') as identifier_conflict

    from members

    group by recipient_id

),

entities as (

    select * from single
    union all
    select * from united

)

select * from entities
