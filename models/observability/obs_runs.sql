{#- Takes in what benchmarks found. Runs of dbt itself are added at their end, by remember_run(). -#}

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

runs as (

    select
        {{ json_value('document', 'run_id', 'varchar') }} || '/' || build_number as run_id,
        'benchmark_enrichment' as command,
        {{ json_value('build', 'started_at', 'timestamptz') }} at time zone 'UTC' as started_at,
        'success' as status,
        {{ json_value('build', 'wall_seconds', 'double') }} as wall_seconds,
        {{ json_value('document', 'conditions.engine.target', 'varchar') }} as dbt_target,
        {{ json_value('document', 'conditions.engine.threads', 'integer') }} as threads,
        json_array_length(build, '$.models')::integer as models_built,
        0 as models_reused,
        {{ json_value('document', 'matches.awards', 'bigint') }} as awards,
        {{ json_value('document', 'matches.accepted', 'bigint') }} as accepted_awards,
        accepted_awards / nullif(awards, 0) as match_rate,
        {{ json_value('document', 'matches.by_status', 'varchar') }} as awards_by_status,
        {{ json_value('document', 'matches.by_method', 'varchar') }} as accepted_by_method,
        {{ json_value('document', 'matches.precision', 'double') }} as match_precision,
        {{ json_value('build', 'cpu_seconds', 'double') }} as cpu_seconds,
        {{ json_value('build', 'peak_bytes', 'bigint') }} as peak_bytes,
        {{ json_value('build', 'spill_bytes', 'bigint') }} as spill_bytes,
        {{ json_value('document', 'conditions.engine.memory_limit', 'varchar') }} as memory_limit,
        {{ json_value('document', 'conditions.machine.processor', 'varchar') }} as processor,
        {{ json_value('document', 'conditions.revision.commit', 'varchar') }} as revision,
        {{ json_value('document', 'conditions.revision.is_changed', 'boolean') }} as is_revision_changed,
        {{ json_value('document', 'conditions.sample.origin', 'varchar') }} as inputs,
        result_file

    from builds

),

new_runs as (

    select * from runs
    {%- if is_incremental() %} where run_id not in (select run_id from {{ this }}) {%- endif %}

)

select * from new_runs
