{# What write_mark() wrote on a table; none when there is no such table or mark, or rows were added or taken since. #}
{% macro kept_mark(relation) %}

    {%- set comments = run_query(
        "select comment from duckdb_tables() where database_name = '" ~ relation.database
        ~ "' and schema_name = '" ~ relation.schema ~ "' and table_name = '" ~ relation.identifier ~ "'"
    ).columns[0].values() if relation -%}
    {%- set mark = fromjson(comments[0], {}) if comments and comments[0] else {} -%}

    {%- if mark is mapping and 'key' in mark
        and mark.rows == run_query('select count(*) from ' ~ relation).rows[0][0] | int -%}
        {{ return(mark) }}
    {%- endif -%}

    {{ return(none) }}

{% endmacro %}
