{# Every occurrence; DuckDB replaces the first one only unless told otherwise. #}
{% macro regexp_replace_all(text, pattern, replacement='') -%}

    regexp_replace({{ text }}, '{{ pattern }}', '{{ replacement }}', 'g')

{%- endmacro %}
