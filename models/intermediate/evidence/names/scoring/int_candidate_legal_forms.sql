with

candidates as (

    select distinct
        company_id,
        recipient_id

    from {{ ref('int_name_match_candidates') }}

),

company_legal_forms as (

    select * from {{ ref('int_company_legal_forms') }}

),

recipients as (

    select * from {{ ref('int_recipients') }}

),

names as (

    select * from {{ ref('int_names') }}

),

candidate_recipients as (

    select
        recipients.recipient_id,
        recipients.recipient_name

    from recipients

    semi join candidates on recipients.recipient_id = candidates.recipient_id

),

recipient_legal_forms as (

    select
        candidate_recipients.recipient_id,
        coalesce(names.legal_form, '') as legal_form

    from candidate_recipients

    inner join names on candidate_recipients.recipient_name = names.raw_name

),

-- A firm may write its form now one way, now another, and leave it out: any award that agrees will do.
compared as (

    select
        candidates.company_id,
        candidates.recipient_id,
        case
            when bool_or(company_legal_forms.legal_form = recipient_legal_forms.legal_form)
                then case when any_value(recipient_legal_forms.legal_form) = '' then 'both have none' else 'same' end
            when any_value(recipient_legal_forms.legal_form) = '' or bool_or(company_legal_forms.legal_form = '')
                then 'one has none'
            else 'different'
        end as legal_forms

    from candidates

    inner join company_legal_forms on candidates.company_id = company_legal_forms.company_id

    inner join recipient_legal_forms on candidates.recipient_id = recipient_legal_forms.recipient_id

    group by candidates.company_id, candidates.recipient_id

)

select * from compared
