{# Post-hook of the models that read files: puts the records the reader rejected into the model's own table, beside
   the accepted ones, so that they travel the same lineage; the reader's temporary tables go. #}
{% macro capture_rejected_rows() %}

    {%- set rejects = 'rejects_' ~ model.name -%}
    {%- set scans = 'reject_scans_' ~ model.name -%}

    {%- if execute and run_query(
        "select 1 from duckdb_tables() where temporary and table_name = '" ~ rejects ~ "'"
    ).rows %}

    insert into {{ this }} by name
    with

    files as (

        select distinct file_path, read_path from {{ ref('stg_inputs__files') }}

    ),

    rejected as (

        select
            files.file_path as source_file,
            errors.line as record_number,
            ltrim(min(errors.csv_line), chr(10) || chr(13)) as raw_text,
            string_agg(distinct lower(errors.error_type), ', ' order by lower(errors.error_type))
            || ': ' || arg_min(errors.error_message, coalesce(errors.column_idx, 0)) as reject_reason

        from {{ rejects }} as errors

        inner join (select distinct scan_id, file_id, file_path from {{ scans }}) as scans
            on errors.scan_id = scans.scan_id and errors.file_id = scans.file_id

        inner join files on scans.file_path = files.read_path

        -- The line that ends PostgreSQL COPY text is no record.
        where trim(errors.csv_line, chr(10) || chr(13)) <> '\.'

        group by files.file_path, errors.line

    )

    select * from rejected;

    drop table {{ rejects }};
    drop table {{ scans }}

    {% endif -%}

{% endmacro %}
