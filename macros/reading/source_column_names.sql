{# The columns of one source under the names this project uses, in alphabetical order. #}
{% macro source_column_names(source_name) %}

    {%- set names = [] -%}
    {%- for known in lookup_rows('source_columns') -%}
        {%- if known['source_name'] == source_name and known['column_name'] not in names -%}
            {%- do names.append(known['column_name']) -%}
        {%- endif -%}
    {%- endfor -%}

    {{ return(names | sort) }}

{% endmacro %}
