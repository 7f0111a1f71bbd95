{# A mart as this run built it: the table that waits to be published if there is one, else the published one. Tests of
   marts look at this; what they would find in the published one was found by an earlier run. #}
{% macro as_built(relation) %}

    {{ return((load_cached_relation(unpublished_relation(relation)) if execute and relation.schema == 'marts') or relation) }}

{% endmacro %}
