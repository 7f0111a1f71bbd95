{# The rows of a table in two numbers, whatever their order. #}
{% macro content_hash(relation) %}

    {{ return(run_query(
        "select count(*) || ' ' || coalesce(sum(hash(rows_of_table)), 0) || ' ' || coalesce(max(typeof(rows_of_table)), '')"
        ~ " from " ~ relation ~ " as rows_of_table"
    ).rows[0][0] | string) }}

{% endmacro %}
