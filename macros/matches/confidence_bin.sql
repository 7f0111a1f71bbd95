{# The bin of five that a match score stands in: 92.5 -> '90 to 95'. Each holds its lower end; the last one holds 100 too,
   and the first all below 50. #}
{% macro confidence_bin(score) -%}

    case
        when {{ score }} < 50 then '0 to 50'
        when {{ score }} >= 95 then '95 to 100'
        else (5 * floor({{ score }} / 5))::int || ' to ' || (5 * floor({{ score }} / 5) + 5)::int
    end

{%- endmacro %}
