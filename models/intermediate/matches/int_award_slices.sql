with

awards as (

    select * from {{ ref('stg_sbir__awards') }}

),

company_awards as (

    select * from {{ ref('int_company_awards') }}

),

companies as (

    select * from {{ ref('int_companies') }}

),

sliced as (

    select
        awards.award_id,
        company_awards.company_id,
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
        {{ identifier_type('companies.uei', 'companies.duns') | indent(8) }} as identifier_type,
        {% for identifier in ['uei', 'duns'] -%}
        case
            when awards.{{ identifier }} is not null then 'valid'
            when awards.{{ identifier }}_problem in ('placeholder', 'one digit repeated', 'one character repeated')
                then 'placeholder'
            when awards.{{ identifier }}_problem is not null then 'invalid'
        end as {{ identifier }}_quality,
        {% endfor -%}
        {{ missing_fields('awards') | indent(8) }} as missing_fields,
        missing_fields = 'nothing missing' as is_complete

    from awards

    left join company_awards on awards.award_id = company_awards.award_id

    left join companies on company_awards.company_id = companies.company_id

)

select * from sliced
