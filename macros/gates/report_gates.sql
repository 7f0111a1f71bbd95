{# on-run-end: says in words what the files and the gates showed in this run, and where that leaves the marts. #}
{% macro report_gates(results) %}

    {%- if execute and flags.WHICH in ['build', 'run', 'retry', 'test'] -%}

    {%- set ran = results | map(attribute='node.name') | list -%}
    {%- if 'stg_inputs__files' in ran -%} {{ report_files() }} {%- endif -%}

    {%- set gates = [] -%}
    {%- for result in results if result.node.resource_type == 'test' -%}
        {%- if 'gate' in result.node.tags -%} {%- do gates.append(result) -%} {%- endif -%}
        {%- if 'gate' in result.node.tags and result.status in ['pass', 'fail']
            or 'measured' in result.node.tags and result.status == 'warn' -%}
            {%- for measured in run_query('select finding, is_met from ' ~ result.node.relation_name).rows -%}
                {%- do log(result.node.name ~ (': holds: ' if measured[1] else ': warns: ' if result.status == 'warn' else ': FAILS: ') ~ measured[0], info=true) -%}
            {%- endfor -%}
        {%- endif -%}
    {%- endfor -%}

    {%- set mart = adapter.get_relation(target.database, 'marts', 'fct_enriched_awards') -%}
    {%- if gates | rejectattr('status', 'equalto', 'pass') | list and mart -%}
        {%- set built_at = run_query('select max(built_at) from ' ~ mart).rows[0][0] -%}
        {%- do log('The marts were not rebuilt. The last good ones, of ' ~ built_at ~ ' UTC, can still be read.', info=true) -%}
    {%- elif gates | rejectattr('status', 'equalto', 'pass') | list -%}
        {%- do log('The marts were not built.', info=true) -%}
    {%- elif gates and mart -%}
        {%- do log('The marts are in ' ~ target.path ~ ', schema marts; start with fct_enriched_awards.', info=true) -%}
    {%- endif -%}

    {%- endif -%}

{% endmacro %}
