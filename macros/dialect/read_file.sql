{# The reader call for one file. No sniffing: every column of a text file is text. A record that does not fit goes to
   the reject tables, which capture_rejected_rows() empties; anything more lenient loses rows in silence. #}
{% macro read_file(file) -%}

    {%- set path = file['read_path'] | replace("'", "''") -%}

    {%- if file['file_format'] == 'parquet' -%} read_parquet('{{ path }}')
    {%- else -%}
        {%- set is_copy_text = file['file_format'] == 'copy_text' -%}
        read_csv(
            '{{ path }}',
            auto_detect = false,
            header = false,
            skip = {{ file['skip_lines'] }},
            delim = '{{ file['delimiter'] }}',
            quote = '{{ '' if is_copy_text else '"' }}',
            escape = '{{ '' if is_copy_text else '"' }}',
            nullstr = '{{ '\\N' if is_copy_text else '' }}',
            max_line_size = 8388608,
            buffer_size = 33554432,
            {#- Read in parallel, a text of several lines can be cut in two and its second half pass for a row. #}
            parallel = {{ 'true' if file['multiline_records'] == 0 else 'false' }},
            store_rejects = true,
            rejects_table = 'rejects_{{ model.name }}',
            rejects_scan = 'reject_scans_{{ model.name }}',
            columns = { {%- for header in file['headers'] %}'column_{{ loop.index0 }}': 'varchar'{{ ', ' if not loop.last }}{% endfor -%} }
        )
    {%- endif -%}

{%- endmacro %}
