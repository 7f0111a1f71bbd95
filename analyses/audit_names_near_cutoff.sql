{#- Would another name_accept_score decide better? The name matches nearest to it on either side, names side by side, by
    dollars at stake. Read the accepted ones for wrong matches, the others for missed ones. -#}
{%- set accept_score = var('name_accept_score') %}
{%- set points_around = 3 %}

with

evidence as (

    select *
    from {{ ref('int_match_evidence') }}
    where
        match_method = 'name_fuzzy'
        and match_score between {{ accept_score }} - {{ points_around }} and {{ accept_score }} + {{ points_around }}

),

companies as (

    select * from {{ ref('int_companies') }}

),

recipients as (

    select * from {{ ref('int_recipients') }}

),

company_matches as (

    select * from {{ ref('int_company_matches') }}

),

near_cutoff as (

    select
        evidence.match_score >= {{ accept_score }} as is_above_cutoff,
        evidence.match_score,
        evidence.evidence,
        companies.company_name,
        evidence.recipient_name,
        concat_ws(', ', companies.city, companies.state, companies.zip5) as company_place,
        concat_ws(', ', recipients.city, recipients.state, recipients.zip5) as recipient_place,
        company_matches.match_status,
        company_matches.match_reason,
        companies.awards,
        companies.award_amount,
        evidence.company_id,
        evidence.recipient_id

    from evidence

    inner join companies on evidence.company_id = companies.company_id

    inner join recipients on evidence.recipient_id = recipients.recipient_id

    inner join company_matches on evidence.company_id = company_matches.company_id

)

select * from near_cutoff
order by award_amount desc, company_id, recipient_id
