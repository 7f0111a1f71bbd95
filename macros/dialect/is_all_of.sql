{# Whether a text holds characters of this class ('A-Z0-9') and no other. Taking them away and looking at what is left
   is far dearer: DuckDB builds the table of a translate() anew for every row. #}
{% macro is_all_of(text, characters) -%}

    regexp_full_match({{ text }}, '[{{ characters }}]*')

{%- endmacro %}
