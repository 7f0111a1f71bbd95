{#- Takes in what benchmarks found. Models of dbt's own runs are added at the end of each, by remember_run(). -#}

with

documents as (

    {{ benchmark_documents(new_benchmark_files(this)) | indent }}

),

builds as (

    select
        result_file,
        document,
        {{ json_elements('document', 'runs', 'build') }}

    from documents

),

models as (

    select
        result_file,
        document,
        build_number,
        {{ json_elements('build', 'models', 'model') }}

    from builds

),

named as (

    select
        *,
        {{ json_value('model', 'name', 'varchar') }} as model_name

    from models

),

counted as (

    select
        *,
        try(json_extract(json_extract(document, '$.work'), model_name)) as work_counts

    from named

),

model_runs as (

    select
        {{ json_value('document', 'run_id', 'varchar') }} || '/' || build_number as run_id,
        model_name,
        {{ json_value('model', 'status', 'varchar') }} as status,
        {{ json_value('model', 'seconds', 'double') }} as seconds,
        {{ json_value('model', 'reused', 'boolean') }} as is_reused,
        {{ json_value('model', 'rows', 'bigint') }} as row_count,
        row_count / nullif(seconds, 0) as rows_per_second,
        {{ json_value('model', 'cpu_seconds', 'double') }} as cpu_seconds,
        {{ json_value('model', 'peak_bytes', 'bigint') }} as peak_bytes,
        {{ json_value('model', 'memory_delta_bytes', 'bigint') }} as memory_delta_bytes,
        {{ json_value('model', 'memory_basis', 'varchar') }} as memory_basis,
        {{ json_value('model', 'spill_bytes', 'bigint') }} as spill_bytes,
        {{ json_value('work_counts', 'rows_scanned', 'bigint') }} as rows_scanned,
        {{ json_value('work_counts', 'intermediate_rows', 'bigint') }} as intermediate_rows,
        {{ json_value('work_counts', 'intermediate_bytes', 'bigint') }} as intermediate_bytes,
        {{ json_value('work_counts', 'peak_buffer_bytes', 'bigint') }} as peak_buffer_bytes,
        result_file

    from counted

),

new_model_runs as (

    select * from model_runs
    {%- if is_incremental() %} where run_id not in (select run_id from {{ this }}) {%- endif %}

)

select * from new_model_runs
