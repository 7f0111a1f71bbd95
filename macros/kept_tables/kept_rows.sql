{# Like `kept_table`, for a model that makes each row from its key alone (`meta.kept_by`, a column of every model that it
   reads): when only those models changed, rows of new keys are made, rows of keys that are gone go, the others stay.
   Kept tables below may look up no keys but those of kept models above: others are no part of what it is known by. #}
{% materialization kept_rows, adapter='duckdb' %}

    {%- set parts = built_from() -%}
    {%- set mark = kept_mark(this) -%}

    {%- set kept_inputs = {} -%}
    {%- for name, state in parts.inputs.items() if state.startswith('key ') -%}
        {%- do kept_inputs.update({name: state}) -%}
    {%- endfor -%}
    {%- set key = local_md5(tojson({'code': parts.code, 'inputs': kept_inputs}, sort_keys=true)) -%}

    {%- if not mark or mark.code != parts.code or should_full_refresh() -%}
        {%- do replace_table(mark, parts, key) -%}
    {%- elif changed_parts(mark, parts) -%}
        {%- do renew_rows(mark, parts, key) -%}
    {%- else -%}
        {%- do reuse_table(mark) -%}
    {%- endif -%}

    {{ return({'relations': [this.incorporate(type='table')]}) }}

{% endmaterialization %}
