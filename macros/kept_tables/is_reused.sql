{# Whether the table of a model was kept from an earlier run, as its result says. #}
{% macro is_reused(result) %}

    {{ return((result.message or '').startswith('REUSED')) }}

{% endmacro %}
