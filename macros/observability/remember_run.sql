{# on-run-end: adds this run and its models to the tables of runs, once those are there. All that dbt does not know, such as
   memory, stays null. One transaction: a run that is killed here is not remembered by half. #}
{% macro remember_run(results) %}

    {%- set runs = adapter.get_relation(target.database, 'observability', 'obs_runs') -%}
    {%- set model_runs = adapter.get_relation(target.database, 'observability', 'obs_model_runs') -%}

    {%- if execute and runs and model_runs and flags.WHICH in ['build', 'run', 'retry'] and not flags.EMPTY -%}

        {%- set models = results | selectattr('node.resource_type', 'equalto', 'model') | list -%}

        {%- do run_query(
            'begin transaction; '
            ~ 'insert into ' ~ runs ~ ' by name ' ~ run_to_remember(results, models) ~ '; '
            ~ ('insert into ' ~ model_runs ~ ' by name ' ~ model_runs_to_remember(models) ~ '; ' if models else '')
            ~ 'commit'
        ) -%}

    {%- endif -%}

{% endmacro %}
