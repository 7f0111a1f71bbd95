{# Notes on the table itself, as its comment, from what it was built: a note elsewhere would outlive a table that is
   dropped or replaced. Returns how many rows there are. #}
{% macro write_mark(relation, parts, key) %}

    {%- set rows = run_query('select count(*) from ' ~ relation).rows[0][0] | int -%}
    {%- set mark = dict(
        parts, key=key, rows=rows, built_at=run_started_at.strftime('%Y-%m-%d %H:%M:%S'), dbt_invocation_id=invocation_id
    ) -%}

    {%- do run_query("comment on table " ~ relation ~ " is '" ~ tojson(mark, sort_keys=true) | replace("'", "''") ~ "'") -%}

    {{ return(rows) }}

{% endmacro %}
