{# dbt asks this for the table that a generic test looks at. #}
{% macro get_where_subquery(relation) %}

    {{ return(dbt.get_where_subquery(as_built(relation))) }}

{% endmacro %}
