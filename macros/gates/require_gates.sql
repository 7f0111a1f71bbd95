{# Pre-hook of every mart. The gate tests stop `dbt build`; this stops what runs no tests or picks models (`dbt run`,
   `dbt build -s mart+`, `dbt retry`): it measures the gates itself, just before the mart would be replaced. #}
{% macro require_gates() %}

    {%- if execute and not flags.EMPTY %}

    select
        case
            when bool_and(is_met) then 'every gate holds'
            else error(
                'Not published: ' || string_agg(gate || ': ' || finding, '; ' order by gate) filter (where not is_met)
                || '. The last good marts are as they were.'
            )
        end as gates
    from ({{ every_gate_measured(ref('int_award_matches')) }})

    {%- elif execute and adapter.get_relation(target.database, 'marts', 'fct_enriched_awards')
        and run_query('select 1 from ' ~ adapter.get_relation(target.database, 'marts', 'fct_enriched_awards') ~ ' limit 1').rows %}

    select error('Not published: --empty would replace {{ this.identifier }} by an empty table. Use another SBIR_DUCKDB_PATH.')

    {%- else %} select 1
    {%- endif %}

{% endmacro %}
