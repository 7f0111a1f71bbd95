{# A table of the schema in which published builds are kept; no model makes it, so ref() does not know it. #}
{% macro history_table(name) %}

    {{ return(api.Relation.create(database=target.database, schema='history', identifier=name, type='table')) }}

{% endmacro %}
