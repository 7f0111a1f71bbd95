{# The files of one source as stg_inputs__files found them; stops with the file's own message when one cannot be used. #}
{% macro input_files(source_name) %}

    {%- set files_relation = ref('stg_inputs__files') -%}

    {%- if not execute or load_relation(files_relation) is none -%} {{ return([]) }} {%- endif -%}

    {#- As JSON: lists would arrive here as text. -#}
    {%- set rows = run_query(
        "select to_json(files) as file from " ~ files_relation ~ " as files"
        ~ " where source_name = '" ~ source_name ~ "' order by file_path"
    ).columns['file'].values() -%}
    {%- set files = [] -%}
    {%- for row in rows -%} {%- do files.append(fromjson(row)) -%} {%- endfor -%}

    {%- set problems = files | map(attribute='problem') | select | list -%}

    {%- if problems and flags.WHICH in ['build', 'run', 'retry', 'test'] -%}
        {{ exceptions.raise_compiler_error(problems | join('\n')) }}
    {%- elif problems -%} {{ return([]) }}
    {%- endif -%}

    {{ return(files) }}

{% endmacro %}
