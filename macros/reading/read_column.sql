{# One column of a file as text: by the place its header has in the file, null when the file has no such header. #}
{% macro read_column(file, column_name) -%}

    {%- if column_name not in file['column_names'] -%} null::varchar
    {%- else -%} {{ raw_column(file, file['column_names'].index(column_name)) }}
    {%- endif -%}

{%- endmacro %}
