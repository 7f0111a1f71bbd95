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

),

counted_of_kind as (

    select
        *,
        sum(awards) over (partition by company_id, identifier_type) as awards_with_any

    from counted

),

-- A stray identifier stands in the files and does not speak for the firm; the awards that bear it are looked at alone.
weighed as (

    select
        company_id,
        identifier_type,
        identifier,
        awards,
        {{ is_stray('awards', 'awards_with_any', 'company_id, identifier_type') }} as is_stray

    from counted_of_kind

)

select * from weighed
