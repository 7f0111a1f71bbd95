with

links as (

    select recipient_hash as node, link from {{ ref('int_recipient_links') }}

),

components as (

    {{ connected_components('links') | indent }}

)

select * from components
