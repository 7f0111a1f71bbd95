with

awards as (

    select * from {{ ref('stg_sbir__awards') }} where company_name_problem is null

),

distinct_names as (

    select distinct company_name as raw_name

    from awards

    where company_name is not null

)

select * from distinct_names
