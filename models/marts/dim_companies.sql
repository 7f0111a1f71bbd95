-- depends_on: {{ ref('int_award_matches') }}
with

companies as (

    select * from {{ ref('int_companies') }}

),

company_matches as (

    select * from {{ ref('int_company_matches') }}

),

published as (

    select
        companies.company_id,
        companies.company_name,
        companies.uei,
        companies.duns,
        companies.city,
        companies.state,
        companies.zip5,
        companies.number_employees,
        companies.awards,
        companies.award_amount,
        companies.first_award_year,
        companies.last_award_year,
        companies.ueis,
        companies.duns_numbers,
        companies.names,
        company_matches.match_status,
        company_matches.match_method,
        company_matches.match_score,
        company_matches.match_flags,
        company_matches.match_reason,
        company_matches.recipient_id,
        {{ publication_columns() | indent(8) }}

    from companies

    inner join company_matches on companies.company_id = company_matches.company_id

)

select * from published
