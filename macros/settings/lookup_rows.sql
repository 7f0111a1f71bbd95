{# The rows of a seed while SQL is being written: [] while dbt only parses, an error when a run finds no such table.
   Looked up by name, not by ref() or in the graph, so that it also works in a unit test, which has neither. #}
{% macro lookup_rows(seed_name) %}

    {%- if not execute -%} {{ return([]) }} {%- endif -%}

    {%- set relation = adapter.get_relation(target.database, generate_schema_name('lookups', none) | trim, seed_name) -%}

    {%- if relation is none and flags.WHICH in ['build', 'run', 'retry', 'test'] -%}
        {{ exceptions.raise_compiler_error(
            "The lookup table " ~ seed_name ~ " is not loaded. Run `dbt build`, or `dbt seed` first."
        ) }}
    {%- elif relation is none -%} {{ return([]) }}
    {%- endif -%}

    {{ return(run_query('select * from ' ~ relation ~ ' order by all').rows) }}

{% endmacro %}
