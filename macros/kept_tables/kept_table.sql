{# Builds like `table`, and not at all while the table stands as it would be built again: from the same code, settings,
   lookups and inputs. `--full-refresh` builds it always. #}
{% materialization kept_table, adapter='duckdb' %}

    {%- set parts = built_from() -%}
    {%- set mark = kept_mark(this) -%}

    {%- if mark and not changed_parts(mark, parts) and not should_full_refresh() -%}
        {%- do reuse_table(mark) -%}
    {%- else -%}
        {%- do replace_table(mark, parts, local_md5(tojson(parts, sort_keys=true))) -%}
    {%- endif -%}

    {{ return({'relations': [this.incorporate(type='table')]}) }}

{% endmaterialization %}
