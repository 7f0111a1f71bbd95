{# 'ma', 'Massachusetts', ' MASSACHUSETTS ' -> 'MA'; null for what is no state. `us_states` is a CTE of the seed.
   Two look-ups, each by one column: DuckDB hashes those, and compares every row with every state otherwise. #}
{% macro state_code(raw) -%}

    coalesce(
        (select us_states.state_code from us_states where us_states.state_code = upper(trim({{ raw }}))),
        (select us_states.state_code from us_states where us_states.state_name = upper(trim({{ raw }})))
    )

{%- endmacro %}
