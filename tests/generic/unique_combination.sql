{# The rows of one combination that stands more than once, and how often. Short hashes are counted first, and only where
   one repeats are the values looked at: half the work and memory where none does, as should be. #}
{% test unique_combination(model, columns) %}

with

repeated_hashes as (

    select {{ short_hash(columns) }} as short_hash

    from {{ model }}

    group by short_hash

    having count(*) > 1

),

repeated as (

    select
        {{ columns | join(', ') }},
        count(*) as times

    from {{ model }}

    where {{ short_hash(columns) }} in (select repeated_hashes.short_hash from repeated_hashes)

    group by {{ columns | join(', ') }}

    having count(*) > 1

)

select * from repeated

{% endtest %}
