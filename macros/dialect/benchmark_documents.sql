{# Result files of benchmarks as rows: result_file, and document as JSON; what is no result is left out. #}
{% macro benchmark_documents(files) -%}

    {%- if files %}

    select result_file, document
    from (
        select
            filename as result_file,
            try(decode(content)) as text_content,
            case when json_valid(text_content) then text_content::json end as document
        from read_blob([{% for file in files %}'{{ file | replace("'", "''") }}'{{ ', ' if not loop.last }}{% endfor %}])
    ) as files
    where {{ json_value('document', 'schema_version', 'integer') }} = 1 and {{ json_value('document', 'run_id', 'varchar') }} is not null

    {%- else %}

    select null::varchar as result_file, null::json as document where false

    {%- endif %}

{%- endmacro %}
