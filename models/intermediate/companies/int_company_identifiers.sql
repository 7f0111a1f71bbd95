with

company_awards as (

    select * from {{ ref('int_company_awards') }}

),

identifiers as (

    select company_id, 'uei' as identifier_type, uei as identifier from company_awards
    union all
    select company_id, 'duns' as identifier_type, duns as identifier from company_awards

),

counted as (

    select
        company_id,
        identifier_type,
        identifier,
        count(*) as awards

    from identifiers

    where identifier is not null

    group by company_id, identifier_type, identifier

)

select * from counted
