{# 'ma', 'Massachusetts', ' MASSACHUSETTS ' -> 'MA'; null for what is no state. `us_states` is a CTE of the seed. #}
{% macro state_code(raw) -%}

    (
        select us_states.state_code
        from us_states
        where upper(trim({{ raw }})) in (us_states.state_code, us_states.state_name)
    )

{%- endmacro %}
