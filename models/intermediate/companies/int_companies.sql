with

company_awards as (

    select * from {{ ref('int_company_awards') }}

),

awards as (

    select * from {{ ref('stg_sbir__awards') }}

),

-- What a firm's latest award says of it stands for the firm.
award_rows as (

    select
        company_awards.company_id,
        company_awards.name_key,
        company_awards.uei,
        company_awards.duns,
        awards.company_name,
        awards.city,
        company_awards.state,
        company_awards.zip5,
        awards.award_amount,
        awards.award_year,
        awards.number_employees,
        coalesce(awards.award_year::varchar, '0') || '|' || coalesce(awards.award_date::varchar, '0') || '|'
        || awards.award_id as recency

    from company_awards

    inner join awards on company_awards.award_id = awards.award_id

),

companies as (

    select
        company_id,
        max_by(company_name, recency) filter (where name_key is not null) as company_name,
        max_by(name_key, recency) filter (where name_key is not null) as name_key,
        max_by(uei, recency) filter (where uei is not null) as uei,
        max_by(duns, recency) filter (where duns is not null) as duns,
        max_by(city, recency) filter (where city is not null) as city,
        max_by(state, recency) filter (where state is not null) as state,
        max_by(zip5, recency) filter (where zip5 is not null) as zip5,
        max_by(number_employees, recency) filter (where number_employees is not null) as number_employees,
        count(*) as awards,
        coalesce(sum(award_amount), 0)::decimal(18, 2) as award_amount,
        min(award_year) as first_award_year,
        max(award_year) as last_award_year,
        count(distinct uei) as ueis,
        count(distinct duns) as duns_numbers,
        count(distinct name_key) as names

    from award_rows

    group by company_id

)

select * from companies
