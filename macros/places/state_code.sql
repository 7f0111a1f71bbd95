{# 'ma', 'Massachusetts', ' MASSACHUSETTS ' -> 'MA'; null for what is no state. `us_states` is a CTE of the seed, with a row
   for each `spelling`: one look-up by one column, which DuckDB hashes; every row met every state otherwise. #}
{% macro state_code(raw) -%}

    (select us_states.state_code from us_states where us_states.spelling = upper(trim({{ raw }})))

{%- endmacro %}
