{# 'v1.5.5'. #}
{% macro engine_version() %}

    {{ return(run_query('select version()').rows[0][0]) }}

{% endmacro %}
