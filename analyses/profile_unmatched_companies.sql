{#- What do the firms that found no recipient have in common? One row per kind of firm: what it can be searched by, when
    it got its last award, how many it got; beside the unmatched share, so that a kind that is merely large does not
    mislead. -#}
with

companies as (

    select * from {{ ref('int_companies') }}

),

company_matches as (

    select * from {{ ref('int_company_matches') }}

),

described as (

    select
        company_matches.match_status in ('unmatched', 'unmatchable') as is_unmatched,
        companies.awards,
        companies.award_amount,
        companies.company_name,
        case
            when companies.uei is not null then 'UEI'
            when companies.duns is not null and companies.name_key is not null then 'DUNS and name'
            when companies.duns is not null then 'DUNS'
            when companies.name_key is not null then 'name'
            else 'nothing'
        end as searched_by,
        -- USAspending's awards begin with fiscal year 2008; the UEI took over in 2022.
        case
            when companies.last_award_year < 2008 then 'before 2008'
            when companies.last_award_year < 2022 then '2008 to 2021'
            when companies.last_award_year >= 2022 then '2022 on'
            else 'not given'
        end as last_award,
        case
            when companies.awards = 1 then 'one award'
            when companies.awards < 10 then '2 to 9 awards'
            else '10 awards and more'
        end as activity

    from companies

    inner join company_matches on companies.company_id = company_matches.company_id

),

profiled as (

    select
        searched_by,
        last_award,
        activity,
        count(*) as firms,
        count(*) filter (where is_unmatched) as unmatched_firms,
        round(count(*) filter (where is_unmatched) / count(*), 3) as unmatched_share,
        coalesce(sum(awards) filter (where is_unmatched), 0) as unmatched_awards,
        coalesce(sum(award_amount) filter (where is_unmatched), 0) as unmatched_award_amount,
        max_by(company_name, (award_amount, company_name)) filter (where is_unmatched) as largest_unmatched_firm

    from described

    group by searched_by, last_award, activity

)

select * from profiled
order by unmatched_award_amount desc, searched_by, last_award, activity
