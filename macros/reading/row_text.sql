{# A whole record as one text: all columns in the order of their names, so that a reordered export reads the same. #}
{% macro row_text(file) -%}

    {%- set named = [] -%}
    {%- for header in file['headers'] -%}
        {%- do named.append(((file['column_names'][loop.index0] or header) | lower, loop.index0)) -%}
    {%- endfor -%}

    concat_ws(
        chr(31)
        {%- for name, position in named | sort %},
        coalesce({{ raw_column(file, position) }}, '')
        {%- endfor %}
    )

{%- endmacro %}
