with

before as (

    select * from {{ ref('int_published_awards') }}

),

matches as (

    select * from {{ ref('int_award_matches') }}

),

awards as (

    select * from {{ ref('stg_sbir__awards') }}

),

recipients as (

    select * from {{ ref('int_recipients') }}

),

members as (

    select * from {{ ref('int_recipient_members') }}

),

identifiers as (

    select * from {{ ref('int_recipient_identifiers') }}

),

ruled_out as (

    select * from {{ ruled_out_by_decision(ref('int_match_decisions')) | indent }}

),

compared as (

    {{ compared_matches('before', 'matches', {
        'entities': 'recipients', 'members': 'members', 'identifiers': 'identifiers', 'ruled_out': 'ruled_out'
    }) | indent }}

),

earlier_build as (

    select
        max(dbt_invocation_id) as earlier_invocation_id,
        max(built_at) as earlier_built_at

    from before

),

changes as (

    select
        row_number() over (
            order by
                compared.change = 'other method',
                coalesce(awards.award_amount, before.award_amount) desc nulls last,
                compared.award_id
        ) as change_rank,
        compared.award_id,
        compared.change,
        compared.cause,
        coalesce(awards.company_name, before.company_name) as company_name,
        coalesce(awards.agency, before.agency) as agency,
        coalesce({{ award_era('awards.award_date', 'awards.award_year') | indent(12) }}, before.era) as era,
        coalesce(awards.award_year, before.award_year) as award_year,
        coalesce(awards.award_amount, before.award_amount) as award_amount,
        before.match_status as previous_status,
        before.match_method as previous_method,
        before.recipient_id as previous_recipient_id,
        before.recipient_name as previous_recipient_name,
        matches.match_status,
        matches.match_method,
        matches.recipient_id,
        recipients.recipient_name,
        matches.match_reason,
        earlier_build.earlier_invocation_id,
        earlier_build.earlier_built_at,
        {{ publication_columns() | indent(8) }}

    from compared

    cross join earlier_build

    left join before on compared.award_id = before.award_id

    left join matches on compared.award_id = matches.award_id

    left join awards on compared.award_id = awards.award_id

    left join recipients on matches.recipient_id = recipients.recipient_id

    -- Without an earlier build nothing has changed: all is new.
    where compared.change is not null and earlier_build.earlier_invocation_id is not null

)

select * from changes
