{# on-run-end: the marts that this run built take the place of the published ones, all in one transaction, so that nobody
   finds some of this run beside some of another. Not one of them does while one of them, or a test of one, has failed.
   What a killed run left behind is not published, but by `dbt retry`, which goes on with that run. #}
{% macro publish_marts(results) %}

    {%- if execute and flags.WHICH in ['build', 'run', 'retry'] -%}

    {%- set marts = graph.nodes.values() | selectattr('config.materialized', 'equalto', 'published_table') | list -%}
    {%- set mart_ids = marts | map(attribute='unique_id') | list -%}
    {%- set built = results | selectattr('status', 'equalto', 'success') | map(attribute='node.unique_id') | list -%}
    {%- set is_retry = modules.re.search('(^| )retry( |$)', flags.INVOCATION_COMMAND) -%}
    {%- set waiting, failed = [], [] -%}

    {%- for mart in marts -%}
        {%- set relation = api.Relation.create(database=mart.database, schema=mart.schema, identifier=mart.alias, type='table') -%}
        {%- set left = load_cached_relation(unpublished_relation(relation)) -%}
        {%- if left and (mart.unique_id in built or is_retry) -%} {%- do waiting.append(relation) -%}
        {%- elif left -%} {%- do adapter.drop_relation(left) -%}
        {%- endif -%}
    {%- endfor -%}

    {%- for result in results if result.status not in ['success', 'pass', 'warn', 'no-op']
        and (result.node.unique_id in mart_ids
             or result.node.resource_type == 'test' and result.node.depends_on.nodes | select('in', mart_ids) | list) -%}
        {%- do failed.append(result.node.name) -%}
    {%- endfor -%}

    {%- if waiting and not failed -%} {%- do swap_in(waiting) -%}
    {%- elif waiting -%}
        {%- do log('Not published: ' ~ (failed | join(', ')) ~ ' failed. The marts are as the last good run left them.', info=true) -%}
    {%- endif -%}

    {%- endif -%}

{% endmacro %}
