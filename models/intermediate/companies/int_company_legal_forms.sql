with

company_awards as (

    select * from {{ ref('int_company_awards') }}

),

awards as (

    select * from {{ ref('stg_sbir__awards') }}

),

names as (

    select * from {{ ref('int_names') }}

),

legal_forms as (

    select distinct
        company_awards.company_id,
        coalesce(names.legal_form, '') as legal_form

    from company_awards

    inner join awards on company_awards.award_id = awards.award_id

    inner join names on awards.company_name = names.raw_name

)

select * from legal_forms
