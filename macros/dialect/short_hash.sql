{# A number of 64 bits: equal for equal values, and for others so seldom that looking at its repetitions alone spares
   nearly all the work. Never for keys: it differs between versions of the engine. #}
{% macro short_hash(column_names) -%}

    hash({{ column_names | join(', ') }})

{%- endmacro %}
