{# Every record of a source's files, all columns text, under this project's column names; absent ones are null.
   With row text: row_hash (of all columns, known or not) and line_breaks (inside the record) as well. #}
{% macro read_source(source_name, table_name, with_row_text=false) %}

    {%- do source(source_name, table_name) -%}
    {%- do ref('source_columns') -%}
    {%- set full_name = source_name ~ '.' ~ table_name -%}
    {%- set column_names = source_column_names(full_name) -%}
    {%- set files = input_files(full_name) -%}

    {%- for file in files if file['records'] > 0 %}

    select
        '{{ file['file_path'] | replace("'", "''") }}' as source_file,
        row_number() over () as file_row,
        {%- for column_name in column_names %}
        {{ read_column(file, column_name) }} as {{ column_name }},
        {%- endfor %}
        {%- if with_row_text %}
        {{ text_hash(row_text(file)) }} as row_hash,
        {{ count_line_breaks(row_text(file)) }} as line_breaks,
        {%- endif %}
        null::bigint as record_number,
        null::varchar as reject_reason,
        null::varchar as raw_text

    from {{ read_file(file) }}

    {% if not loop.last %} union all {% endif %}
    {%- else %}

    select
        null::varchar as source_file,
        null::bigint as file_row,
        {%- for column_name in column_names %}
        null::varchar as {{ column_name }},
        {%- endfor %}
        {%- if with_row_text %}
        null::varchar as row_hash,
        null::bigint as line_breaks,
        {%- endif %}
        null::bigint as record_number,
        null::varchar as reject_reason,
        null::varchar as raw_text

    where false
    {%- endfor %}

{% endmacro %}
