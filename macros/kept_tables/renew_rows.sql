{# Brings the rows of this model up to date in one transaction: keys that no model above has any more go, for new ones the
   model's own SQL is run over them alone. #}
{% macro renew_rows(mark, parts, key) %}

    {%- set column = config.meta_get('kept_by') -%}
    {%- set sql = namespace(of_new_keys=model.compiled_code) -%}
    {%- set wanted = [] -%}

    {%- for parent in model.depends_on.nodes if parent in graph.nodes and parent.startswith('model.') -%}
        {%- set relation = graph.nodes[parent].relation_name -%}
        {%- if relation not in sql.of_new_keys -%}
            {{ exceptions.raise_compiler_error(this.identifier ~ ' is kept by rows, but its SQL does not read ' ~ relation) }}
        {%- endif -%}
        {%- do wanted.append('select ' ~ column ~ ' from ' ~ relation) -%}
        {%- set sql.of_new_keys = sql.of_new_keys | replace(
            relation, '(select * from ' ~ relation ~ ' anti join ' ~ this ~ ' using (' ~ column ~ '))'
        ) -%}
    {%- endfor -%}

    {%- do run_hooks(pre_hooks, inside_transaction=True) -%}
    {%- call statement('delete_rows') -%}
        delete from {{ this }} as kept
        where not exists (
            select 1 from ({{ wanted | join(' union all ') }}) as wanted where wanted.{{ column }} = kept.{{ column }}
        )
    {%- endcall -%}
    {%- set kept = run_query('select count(*) from ' ~ this).rows[0][0] | int -%}
    {%- call statement('main') -%} insert into {{ this }} by name ({{ sql.of_new_keys }}) {%- endcall -%}
    {%- do run_hooks(post_hooks, inside_transaction=True) -%}
    {%- set made = write_mark(this, parts, key) - kept -%}
    {%- do adapter.commit() -%}

    {%- do store_raw_result('main', message='REUSED ' ~ kept ~ ', MADE ' ~ made, code=none, rows_affected=none, agate_table=none) -%}
    {%- do log(
        this.schema ~ '.' ~ this.identifier ~ ' REUSED: ' ~ kept ~ ' rows; ' ~ made ~ ' made, ' ~ (mark.rows - kept)
        ~ ' removed, changed: ' ~ changed_parts(mark, parts) | join(', '), info=true
    ) -%}

{% endmacro %}
