{# ['A', 'B, "C"'] -> '{"A","B, \"C\""}': what the text formats hold, so that one reading serves both. #}
{% macro list_to_postgres_array(values) -%}

    case
        when {{ values }} is not null then
            '{' || array_to_string(
                list_transform(
                    {{ values }},
                    lambda element: '"' || replace(replace(element::varchar, '\', '\\'), '"', '\"') || '"'
                ),
                ','
            ) || '}'
    end

{%- endmacro %}
