{# A folder's schema is the schema: `marts`, not `main_marts`. People and exports name it so. #}
{% macro generate_schema_name(custom_schema_name, node) -%}

    {{ custom_schema_name or target.schema }}

{%- endmacro %}
