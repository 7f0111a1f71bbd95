{# The number of a row in the order in which a seed was loaded, which is that of its file; the first is 1. #}
{% macro load_order() -%}

    row_number() over ()

{%- endmacro %}
