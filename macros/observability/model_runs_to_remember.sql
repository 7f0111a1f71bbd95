{# One row per model of this run: what dbt knows of it. A query. #}
{% macro model_runs_to_remember(models) -%}

    select
        '{{ invocation_id }}' as run_id,
        model_name,
        status,
        seconds,
        is_reused
    from (
        values
        {%- for result in models %}
        ('{{ result.node.name }}', '{{ result.status }}', {{ result.execution_time }}::double, {{ is_reused(result) | lower }})
        {{- ',' if not loop.last }}
        {%- endfor %}
    ) as models(model_name, status, seconds, is_reused)

{%- endmacro %}
