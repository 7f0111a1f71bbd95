with

awards as (

    select * from {{ ref('stg_sbir__awards') }}

),

award_matches as (

    select * from {{ ref('int_award_matches') }}

),

companies as (

    select * from {{ ref('int_companies') }}

),

recipients as (

    select * from {{ ref('int_recipients') }}

),

enriched as (

    select
        awards.award_id,
        award_matches.company_id,

        coalesce(awards.company_name, companies.company_name) as company_name,
        coalesce(awards.uei, companies.uei) as company_uei,
        coalesce(awards.duns, companies.duns) as company_duns,
        awards.agency,
        awards.branch,
        awards.phase,
        awards.program,
        awards.award_year,
        awards.award_date,
        awards.award_amount,
        awards.contract_number,
        awards.city as company_city,
        awards.state as company_state,
        awards.zip5 as company_zip5,

        award_matches.match_status,
        award_matches.match_method,
        award_matches.match_score,
        award_matches.match_flags,
        award_matches.match_reason,

        award_matches.recipient_id,
        recipients.recipient_name,
        recipients.uei as recipient_uei,
        recipients.duns as recipient_duns,
        recipients.city as recipient_city,
        recipients.state as recipient_state,
        recipients.zip5 as recipient_zip5,
        recipients.parent_uei as recipient_parent_uei,
        recipients.parent_name as recipient_parent_name,

        {{ data_flags('awards') | indent(8) }} as data_flags,
        awards.source_file,
        awards.source_line,
        {{ publication_columns() | indent(8) }}

    from award_matches

    inner join awards on award_matches.award_id = awards.award_id

    left join companies on award_matches.company_id = companies.company_id

    left join recipients on award_matches.recipient_id = recipients.recipient_id

)

select * from enriched
