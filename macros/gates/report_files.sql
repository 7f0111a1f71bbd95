{# Says what was odd about an input file, and how many of its rows were rejected. #}
{% macro report_files() %}

    {%- set files = adapter.get_relation(target.database, 'staging', 'stg_inputs__files') -%}
    {%- set rejected = adapter.get_relation(target.database, 'intermediate', 'int_rejected_rows') -%}

    {%- if files -%}
        {%- for path, warning in run_query(
            'select file_path, warning from ' ~ files ~ ' where warning is not null and problem is null order by file_path'
        ).rows -%}
            {%- do log(path ~ ': ' ~ warning, info=true) -%}
        {%- endfor -%}
    {%- endif -%}

    {%- if rejected -%}
        {%- for path, rows, line, reason in run_query(
            'select source_file, count(*), min(source_line), arg_min(reject_reason, source_line) from ' ~ rejected
            ~ ' group by source_file order by source_file'
        ).rows -%}
            {%- do log(
                path ~ ': rows rejected: ' ~ rows ~ ', the first at line ' ~ line ~ ' (' ~ reason
                ~ '). All stand in intermediate.int_rejected_rows, and in fct_rejected_rows once the marts are built.',
                info=true
            ) -%}
        {%- endfor -%}
    {%- endif -%}

{% endmacro %}
