{# How many rows have each value, as the text of a JSON object: {"accepted":484,"conflict":21}. Nulls are not counted. #}
{% macro counts_as_json(expression) -%}

    to_json(histogram({{ expression }}))::varchar

{%- endmacro %}
