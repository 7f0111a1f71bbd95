{# One row: what dbt knows of this run, and what was matched if it got so far. A query. #}
{% macro run_to_remember(results, models) -%}

    {%- set unfit = results | selectattr('status', 'in', ['error', 'fail', 'skipped', 'runtime error', 'partial success']) -%}
    {%- set built = models | selectattr('status', 'equalto', 'success') | list -%}
    {%- set reused = [] -%}
    {%- for result in built if is_reused(result) -%} {%- do reused.append(result) -%} {%- endfor -%}
    {%- set elapsed = modules.datetime.datetime.now(modules.pytz.utc) - run_started_at -%}
    {%- set matches = built | selectattr('node.name', 'equalto', 'int_award_matches') | map(attribute='node.relation_name') | first -%}

    select
        '{{ invocation_id }}' as run_id,
        'dbt {{ flags.WHICH }}' as command,
        '{{ run_started_at.strftime("%Y-%m-%d %H:%M:%S.%f") }}'::timestamp as started_at,
        '{{ 'failed' if unfit | list else 'success' }}' as status,
        {{ elapsed.total_seconds() }}::double as wall_seconds,
        '{{ target.name }}' as dbt_target,
        {{ target.threads }} as threads,
        {{ built | length }} as models_built,
        {{ reused | length }} as models_reused

    {%- if matches %},
        count(*) as awards,
        count(*) filter (where match_status = 'accepted') as accepted_awards,
        accepted_awards / nullif(awards, 0) as match_rate,
        {{ counts_as_json('match_status') }} as awards_by_status,
        {{ counts_as_json("case when match_status = 'accepted' then match_method end") }} as accepted_by_method

    from {{ matches }}
    {%- endif %}

{%- endmacro %}
