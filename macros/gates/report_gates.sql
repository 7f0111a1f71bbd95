{# on-run-end: says in words what each gate measured in this run, and where that leaves the marts. #}
{% macro report_gates(results) %}

    {%- set gates = [] -%}
    {%- for result in results if result.node.resource_type == 'test' and 'gate' in result.node.tags -%}
        {%- do gates.append(result) -%}
    {%- endfor -%}

    {%- for result in gates if result.status in ['pass', 'fail'] -%}
        {%- set stored = run_query('select finding, is_met from ' ~ result.node.relation_name).rows -%}
        {%- for measured in stored -%}
            {%- do log(result.node.name ~ (': holds: ' if measured[1] else ': FAILS: ') ~ measured[0], info=true) -%}
        {%- endfor -%}
    {%- endfor -%}

    {%- set mart = adapter.get_relation(target.database, 'marts', 'fct_enriched_awards') if execute -%}
    {%- if gates | selectattr('status', 'ne', 'pass') | list -%}
        {%- if mart -%}
            {%- set built_at = run_query('select max(built_at) from ' ~ mart).rows[0][0] -%}
            {%- do log('The marts were not rebuilt. The last good ones, of ' ~ built_at ~ ' UTC, can still be read.', info=true) -%}
        {%- else -%}
            {%- do log('The marts were not built.', info=true) -%}
        {%- endif -%}
    {%- elif gates and mart -%}
        {%- do log('The marts are in ' ~ target.path ~ ', schema marts; start with fct_enriched_awards.', info=true) -%}
    {%- endif -%}

{% endmacro %}
