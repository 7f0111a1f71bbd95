{# Every record of a source's files, all columns text, under this project's column names; absent ones are null.
   line_breaks counts those inside the record; row_hash, if asked for, is of all columns, known or not. #}
{% macro read_source(source_name, table_name, with_row_hash=false) %}

    {%- do source(source_name, table_name) -%}
    {%- do ref('source_columns') -%}
    {%- set full_name = source_name ~ '.' ~ table_name -%}
    {%- set column_names = source_column_names(full_name) -%}
    {%- set files = input_files(full_name) -%}

    {#- The hash, so that other content is other SQL: a kept table is built again when its SQL is another. #}
    {%- for file in files if file['records'] > 0 %}

    -- content {{ file['content_hash'] }}
    select
        '{{ file['file_path'] | replace("'", "''") }}' as source_file,
        row_number() over () as file_row,
        {%- for column_name in column_names %}
        {{ read_column(file, column_name) }} as {{ column_name }},
        {%- endfor %}
        {%- if with_row_hash %}
        {{ text_hash(row_text(file)) }} as row_hash,
        {%- endif %}
        {{ count_line_breaks(row_text(file)) if file['multiline_records'] else '0' }}::bigint as line_breaks,
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
        {%- if with_row_hash %}
        null::varchar as row_hash,
        {%- endif %}
        null::bigint as line_breaks,
        null::bigint as record_number,
        null::varchar as reject_reason,
        null::varchar as raw_text

    where false
    {%- endfor %}

{% endmacro %}
