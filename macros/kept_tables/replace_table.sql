{# Builds the table of this model beside the old one and swaps them. What it was built from is written on the table in
   the same transaction: whoever kills the run leaves the old table, and its own mark on it. #}
{% macro replace_table(mark, parts, key) %}

    {%- set target_relation = this.incorporate(type='table') -%}
    {%- set new_relation = make_intermediate_relation(target_relation) -%}
    {%- set old_relation = load_cached_relation(this) -%}

    {%- if mark -%}
        {%- set changed = changed_parts(mark, parts) | join(', ') or 'nothing, but --full-refresh was given' -%}
        {%- do log(this.schema ~ '.' ~ this.identifier ~ ' is built again, changed: ' ~ changed, info=true) -%}
    {%- endif -%}

    {%- do drop_relation_if_exists(load_cached_relation(new_relation)) -%}
    {%- do run_hooks(pre_hooks, inside_transaction=False) -%}
    {%- do run_hooks(pre_hooks, inside_transaction=True) -%}

    {%- call statement('main') -%}
        {{ create_table_as(False, new_relation, model.compiled_code) }}
    {%- endcall -%}

    {%- do drop_relation_if_exists(old_relation) -%}
    {%- do adapter.rename_relation(new_relation, target_relation) -%}
    {%- do run_hooks(post_hooks, inside_transaction=True) -%}
    {%- do write_mark(target_relation, parts, key) -%}
    {%- do adapter.commit() -%}
    {%- do run_hooks(post_hooks, inside_transaction=False) -%}

{% endmacro %}
