{# '{"A","B, \"C\"",D}' -> ['A', 'B, "C"', 'D'] #}
{% macro postgres_array_to_list(text) -%}

    case
        when length({{ text }}) > 2 then list_transform(
            regexp_extract_all({{ text }}[2:-2], '"(?:[^"\\]|\\.)*"|[^,]+'),
            lambda element: case
                when element[1] = '"' then replace(replace(element[2:-2], '\"', '"'), '\\', '\')
                else element
            end
        )
        else []::varchar[]
    end

{%- endmacro %}
