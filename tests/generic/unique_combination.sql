{# The rows of one combination that stands more than once, and how often. #}
{% test unique_combination(model, columns) %}

with

repeated as (

    select
        {{ columns | join(', ') }},
        count(*) as times

    from {{ model }}

    group by {{ columns | join(', ') }}

    having count(*) > 1

)

select * from repeated

{% endtest %}
