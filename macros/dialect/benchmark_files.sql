{# The result files of benchmarks in the folder of the setting, the oldest first; none while dbt only parses. #}
{% macro benchmark_files() %}

    {%- if not execute or not var('benchmark_results') -%} {{ return([]) }} {%- endif -%}

    {{ return(run_query(
        "select file from glob('" ~ var('benchmark_results') | replace("'", "''") ~ "/benchmark_*.json') order by file"
    ).columns[0].values() | list) }}

{% endmacro %}
