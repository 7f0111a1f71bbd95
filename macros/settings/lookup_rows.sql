{# The rows of a seed while SQL is being written: [] while dbt only parses, an error when a run finds no such table.
   Looked up in the graph, not by ref(), so that it also works where a unit test has replaced ref(). #}
{% macro lookup_rows(seed_name) %}

    {%- if not execute -%} {{ return([]) }} {%- endif -%}

    {%- set seed = graph.nodes['seed.' ~ project_name ~ '.' ~ seed_name] -%}
    {%- set relation = adapter.get_relation(seed.database, seed.schema, seed.alias) -%}

    {%- if relation is none and flags.WHICH in ['build', 'run', 'retry', 'test'] -%}
        {{ exceptions.raise_compiler_error(
            "The lookup table " ~ seed_name ~ " is not loaded. Run `dbt build`, or `dbt seed` first."
        ) }}
    {%- elif relation is none -%} {{ return([]) }}
    {%- endif -%}

    {{ return(run_query('select * from ' ~ relation ~ ' order by all').rows) }}

{% endmacro %}
