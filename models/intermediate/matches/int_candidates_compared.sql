{%- set facts = ['name', 'legal form', 'zip', 'city', 'state', 'UEI', 'DUNS'] %}

with

candidates as (

    select * from {{ ref('int_review_candidates') }} where candidate_rank <= 3

),

company_names as (

    select * from {{ ref('int_company_names') }}

),

recipient_names as (

    select * from {{ ref('int_recipient_names') }}

),

company_identifiers as (

    select * from {{ ref('int_company_identifiers') }}

),

recipient_identifiers as (

    select * from {{ ref('int_recipient_identifiers') }}

),

company_legal_forms as (

    select * from {{ ref('int_company_legal_forms') }}

),

names as (

    select * from {{ ref('int_names') }}

),

-- Both sides may be written in several ways: every one of ours stands beside every one of theirs.
side_by_side as (

    select
        candidates.company_id,
        candidates.recipient_id,
        unnest(['name', 'zip', 'city', 'state']) as fact,
        unnest([company_names.name_key, company_names.zip5, company_names.city_key, company_names.state]) as ours,
        unnest([recipient_names.name_key, recipient_names.zip5, recipient_names.city_key, recipient_names.state])
            as theirs
    from candidates
    inner join company_names on candidates.company_id = company_names.company_id
    inner join recipient_names on candidates.recipient_id = recipient_names.recipient_id
    union all
    select
        candidates.company_id,
        candidates.recipient_id,
        upper(company_identifiers.identifier_type) as fact,
        company_identifiers.identifier as ours,
        recipient_identifiers.identifier as theirs
    from candidates
    inner join company_identifiers on candidates.company_id = company_identifiers.company_id
    inner join recipient_identifiers
        on
            candidates.recipient_id = recipient_identifiers.recipient_id
            and company_identifiers.identifier_type = recipient_identifiers.identifier_type
    union all
    select
        candidates.company_id,
        candidates.recipient_id,
        'legal form' as fact,
        nullif(company_legal_forms.legal_form, '') as ours,
        nullif(names.legal_form, '') as theirs
    from candidates
    inner join company_legal_forms on candidates.company_id = company_legal_forms.company_id
    inner join names on candidates.recipient_name = names.raw_name

),

-- A fact agrees when any of ours is one of theirs; where a side says nothing, it does neither.
compared as (

    select company_id, recipient_id, fact, bool_or(ours = theirs) as is_agreeing
    from side_by_side
    where ours is not null and theirs is not null
    group by company_id, recipient_id, fact

),

in_words as (

    select
        company_id,
        recipient_id,
        string_agg(fact, ', ' order by list_position({{ facts }}, fact)) filter (where is_agreeing) as agrees,
        string_agg(fact, ', ' order by list_position({{ facts }}, fact)) filter (where not is_agreeing) as differs
    from compared
    group by company_id, recipient_id

)

select * from in_words
