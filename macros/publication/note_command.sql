{# on-run-start: leaves in the database which command wrote to it last. A run is resumed only where it was the last. #}
{% macro note_command() %}

    {%- if flags.WHICH in ['build', 'run', 'seed', 'retry', 'test', 'snapshot'] %}

    create or replace table {{ history_table('last_command') }} as
    select '{{ invocation_id }}' as dbt_invocation_id, '{{ flags.WHICH }}' as command

    {%- endif %}

{% endmacro %}
