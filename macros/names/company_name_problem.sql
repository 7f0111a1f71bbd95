{# Why a firm's name says nothing; null when it is usable. `non_entities` is a CTE of non_entity_names. #}
{% macro company_name_problem(company_name) -%}

    case
        when {{ company_name }} is null then 'missing'
        when upper({{ company_name }}) in (select non_entities.name from non_entities) then 'placeholder'
        when not regexp_matches({{ company_name }}, '[\pL\pN]') then 'no letters or digits'
    end

{%- endmacro %}
