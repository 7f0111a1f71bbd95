{# Whether a text holds these characters and no other. Far cheaper than a regular expression over millions of rows. #}
{% macro is_all_of(text, characters) -%}

    translate({{ text }}, '{{ characters }}', '') = ''

{%- endmacro %}
