{# The elements of a JSON array, a row for each, with their position from 1. For a select list. #}
{% macro json_elements(document, path, alias) -%}

    unnest(from_json({{ document }} -> '$.{{ path }}', '["json"]')) as {{ alias }},
        generate_subscripts(from_json({{ document }} -> '$.{{ path }}', '["json"]'), 1) as {{ alias }}_number

{%- endmacro %}
