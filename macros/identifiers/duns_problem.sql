{# Why a DUNS is no good; null when it is good or was left blank. `placeholders` is a CTE of placeholder_identifiers. #}
{% macro duns_problem(raw, digits, placeholders='placeholders') -%}

    case
        when coalesce(trim({{ raw }}, ' ''"-'), '') = '' then null
        when regexp_matches({{ raw }}, '[A-Za-z]') then 'holds letters'
        when {{ digits }} is null then 'not 5 to 9 digits'
        when {{ digits }} = repeat({{ digits }}[1], 9) then 'one digit repeated'
        when {{ digits }} in (
            select identifier from {{ placeholders }} where identifier_type = 'duns'
        ) then 'placeholder'
    end

{%- endmacro %}
