with

written as (

    select distinct
        company_id as written_company_id,
        recipient_id as written_recipient_id

    from {{ ref('int_written_decisions') }}

    where mistake is null

),

company_links as (

    select * from {{ ref('int_company_links') }}

),

identities as (

    select * from {{ ref('int_award_identities') }}

),

company_awards as (

    select * from {{ ref('int_company_awards') }}

),

recipients as (

    select * from {{ ref('int_recipients') }} where not is_non_entity

),

members as (

    select * from {{ ref('int_recipient_members') }} where not is_non_entity

),

recipient_duns as (

    select * from {{ ref('int_recipient_identifiers') }} where identifier_type = 'duns'

),

-- A firm's id is a hash of its strongest link, and another award may bring a stronger one. Whichever link once named
-- the firm still leads to it.
once_named as (

    select {{ text_hash("link_rank || '|' || link") }} as written_company_id, identity_id from company_links
    union all
    select {{ text_hash('identity_id') }} as written_company_id, identity_id from identities

),

companies_found as (

    select distinct written.written_company_id, company_awards.company_id
    from written
    inner join once_named on written.written_company_id = once_named.written_company_id
    inner join identities on once_named.identity_id = identities.identity_id
    inner join company_awards on identities.award_id = company_awards.award_id

),

-- A recipient's id is the hash of the row that speaks for it; any other of its rows leads to it too.
recipients_found as (

    select written.written_recipient_id, recipients.recipient_id
    from written
    inner join recipients on written.written_recipient_id = recipients.recipient_id
    union
    select written.written_recipient_id, members.recipient_id
    from written
    inner join members on written.written_recipient_id = members.recipient_hash

),

-- A row that had a DUNS alone is hashed anew when it gets a UEI; its DUNS still leads to it.
found_by_duns as (

    select distinct written.written_recipient_id, recipient_duns.recipient_id
    from written
    inner join recipient_duns
        on written.written_recipient_id = {{ recipient_hash('null', 'recipient_duns.identifier', 'null') }}
    anti join recipients_found on written.written_recipient_id = recipients_found.written_recipient_id

),

targets as (

    select
        written.written_company_id,
        written.written_recipient_id,
        companies_found.company_id,
        coalesce(recipients_found.recipient_id, found_by_duns.recipient_id) as recipient_id

    from written
    left join companies_found on written.written_company_id = companies_found.written_company_id
    left join recipients_found on written.written_recipient_id = recipients_found.written_recipient_id
    left join found_by_duns on written.written_recipient_id = found_by_duns.written_recipient_id

)

select * from targets
