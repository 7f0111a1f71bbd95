{#- Letters: enough to tell most names apart, few enough to leave out what differs at the end. -#}
{%- set prefix_length = 7 %}

with

searched_names as (

    select
        searched_name_id,
        squashed_key[:{{ prefix_length }}] as beginning

    from {{ ref('int_fuzzy_searched_names') }}

    where length(squashed_key) >= 5

),

recipient_name_keys as (

    select
        name_key_id,
        squashed_key[:{{ prefix_length }}] as beginning

    from {{ ref('int_recipient_name_keys') }}

),

searched_prefixes as (

    select distinct beginning from searched_names

),

postings as (

    select recipient_name_keys.*

    from recipient_name_keys

    semi join searched_prefixes on recipient_name_keys.beginning = searched_prefixes.beginning

),

affordable_prefixes as (

    select beginning

    from postings

    group by beginning

    having count(*) <= {{ var('name_postings_budget') }} / 10

),

candidates as (

    select
        searched_names.searched_name_id,
        postings.name_key_id

    from searched_names

    inner join postings on searched_names.beginning = postings.beginning

    semi join affordable_prefixes on searched_names.beginning = affordable_prefixes.beginning

)

select * from candidates
