{# Builds a mart beside the published one, which stays until publish_marts() swaps all marts of the run at once. #}
{% materialization published_table, adapter='duckdb' %}

    {%- set new_relation = unpublished_relation(this) -%}

    {%- do drop_relation_if_exists(load_cached_relation(new_relation)) -%}
    {%- do run_hooks(pre_hooks, inside_transaction=False) -%}
    {%- do run_hooks(pre_hooks, inside_transaction=True) -%}

    {%- call statement('main') -%}
        {{ create_table_as(False, new_relation, compiled_code) }}
    {%- endcall -%}

    {%- do run_hooks(post_hooks, inside_transaction=True) -%}
    {%- do adapter.commit() -%}
    {%- do run_hooks(post_hooks, inside_transaction=False) -%}

    {{ return({'relations': [new_relation]}) }}

{% endmaterialization %}
