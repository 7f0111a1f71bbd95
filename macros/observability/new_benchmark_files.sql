{# The result files of benchmarks that a table has not taken in yet: old ones need not be read again in every build. #}
{% macro new_benchmark_files(relation) %}

    {%- set known = [] -%}
    {%- if execute and load_relation(relation) is not none -%}
        {%- do known.extend(run_query('select distinct result_file from ' ~ relation).columns[0].values()) -%}
    {%- endif -%}

    {{ return(benchmark_files() | reject('in', known) | list) }}

{% endmacro %}
