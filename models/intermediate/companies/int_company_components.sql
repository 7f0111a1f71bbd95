with

links as (

    select identity_id as node, link from {{ ref('int_company_links') }}

),

components as (

    {{ connected_components('links') | indent }}

)

select * from components
