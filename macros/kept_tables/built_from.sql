{# All that the rows of this model depend on: {'code': {part: state}, 'inputs': {model above: state}}. The SQL as dbt has
   compiled it holds the model, its macros, the settings and, of what reads files, their hashes (read_source). #}
{% macro built_from() %}

    {%- set sql = model.compiled_code | replace(adapter.quote(this.database) ~ '.', '') -%}
    {%- set hooks = (pre_hooks + post_hooks) | map(attribute='sql') | join('\n') -%}
    {%- set code = {
        'code, settings or files': local_md5(sql),
        'hooks': local_md5(code_with_macros(hooks, [])),
        'the version of DuckDB': engine_version(),
        'the version of dbt': dbt_version,
        'being --empty or not': flags.EMPTY | string,
    } -%}
    {%- set inputs = {} -%}

    {%- for parent in model.depends_on.nodes if parent in graph.nodes -%}
        {%- set node = graph.nodes[parent] -%}
        {%- set relation = adapter.get_relation(node.database, node.schema, node.alias) -%}
        {%- set name = node.schema ~ '.' ~ node.alias -%}
        {%- if node.name in config.meta_get('stands_in_sql', []) -%}
            {#- Looked at in this run, or what stands in the SQL may be old: built, and known by this run alone. -#}
            {%- do code.update({name: '' if parent in selected_resources else invocation_id}) -%}
        {%- elif relation and node.resource_type == 'seed' -%} {%- do code.update({name: content_hash(relation)}) -%}
        {%- elif relation -%}
            {%- set mark = kept_mark(relation) -%}
            {%- do inputs.update({name: 'key ' ~ mark.key if mark else 'content ' ~ content_hash(relation)}) -%}
        {%- endif -%}
    {%- endfor -%}

    {{ return({'code': code, 'inputs': inputs}) }}

{% endmacro %}
