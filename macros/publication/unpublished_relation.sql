{# Where a mart stands between being built and being published together with the others. #}
{% macro unpublished_relation(relation) %}

    {{ return(relation.incorporate(path={'identifier': relation.identifier ~ '__unpublished'}, type='table')) }}

{% endmacro %}
