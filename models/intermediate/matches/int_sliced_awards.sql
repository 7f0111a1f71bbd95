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

sliced as (

    select
        award_matches.award_id,
        award_matches.company_id,
        award_matches.match_status,
        award_matches.match_method,
        awards.award_amount,

        'all awards' as overall,
        awards.agency,
        awards.agency || coalesce(' / ' || awards.branch, '') as branch,
        awards.phase,
        awards.program,
        awards.award_year::varchar as award_year,
        {{ award_era('awards.award_date', 'awards.award_year') | indent(8) }} as era,
        awards.state,
        case
            when companies.number_employees between 1 and 9 then '1 to 9 employees'
            when companies.number_employees between 10 and 49 then '10 to 49 employees'
            when companies.number_employees between 50 and 249 then '50 to 249 employees'
            when companies.number_employees >= 250 then '250 employees and more'
        end as company_size,
        {{ identifier_type('companies.uei', 'companies.duns') | indent(8) }} as identifier_type

    from award_matches

    inner join awards on award_matches.award_id = awards.award_id

    inner join companies on award_matches.company_id = companies.company_id

)

select * from sliced
