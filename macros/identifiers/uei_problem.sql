{# Why a UEI is no good; null when it is good or was left blank. `placeholders` is a CTE of placeholder_identifiers. #}
{% macro uei_problem(characters, placeholders='placeholders') -%}

    case
        when {{ characters }} is null then null
        when length({{ characters }}) <> 12 then 'not 12 characters'
        when regexp_matches({{ characters }}, '[IO]') then 'holds I or O'
        when {{ characters }}[1] = '0' then 'starts with 0'
        when {{ characters }} = repeat({{ characters }}[1], 12) then 'one character repeated'
        when {{ characters }} in (
            select identifier from {{ placeholders }} where identifier_type = 'uei'
        ) then 'placeholder'
    end

{%- endmacro %}
