{# The column at a position of a file, as text, whatever the file format holds it as. #}
{% macro raw_column(file, position) -%}

    {%- set header = '"' ~ (file['headers'][position] | replace('"', '""')) ~ '"' -%}

    {%- if file['file_format'] == 'parquet' and file['column_types'][position].startswith('list') -%}
        {{ list_to_postgres_array(header) }}
    {%- elif file['file_format'] == 'parquet' -%} cast({{ header }} as varchar)
    {%- elif file['file_format'] == 'copy_text' -%} {{ unescape_copy_text('column_' ~ position) }}
    {%- else -%} column_{{ position }}
    {%- endif -%}

{%- endmacro %}
