-- depends_on: {{ ref('int_award_matches') }}
{#- What was published of these very matches is no earlier build to them. -#}
{%- set mark = kept_mark(ref('int_award_matches')) or {} if execute else {} %}

with

published as (

    select * from {{ published_awards(last_published_build(ref('int_award_matches'), mark.dbt_invocation_id)) }}

)

select * from published
