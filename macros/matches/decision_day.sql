{# The day on which a decision must not have expired: the setting, or else the day of the run. #}
{% macro decision_day() -%}

    date '{{ var("decisions_as_of") or run_started_at.strftime("%Y-%m-%d") }}'

{%- endmacro %}
