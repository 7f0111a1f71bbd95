{# Every setting by its name, as the plugin that checked them left them on the connection. #}
{% macro settings_in_force() %}

    {{ return(fromjson(run_query("select getvariable('settings_in_force')").rows[0][0])) }}

{% endmacro %}
