{%- set record_columns = 'source_file, file_row, line_breaks, reject_reason' %}

with

files as (

    select * from {{ ref('stg_inputs__files') }}

),

records as (

    select 'sbir.award_data' as source_name, {{ record_columns }}
    from {{ ref('base_sbir__awards') }}
    union all
    select 'usaspending.recipient_lookup' as source_name, {{ record_columns }}
    from {{ ref('base_usaspending__recipients') }}
    union all
    select 'usaspending.prime_awards' as source_name, {{ record_columns }}
    from {{ ref('base_usaspending__prime_awards') }}

),

rejected as (

    select * from {{ ref('stg_inputs__skipped_records') }}

),

multi_line as (

    select * from records where reject_reason is null and line_breaks > 0

),

breaks_before as (

    select
        rejected.source_name,
        rejected.source_file,
        rejected.record_number,
        sum(multi_line.line_breaks) as line_breaks

    from rejected

    inner join multi_line
        on
            rejected.source_name = multi_line.source_name
            and rejected.source_file = multi_line.source_file
            and rejected.accepted_before >= multi_line.file_row

    group by rejected.source_name, rejected.source_file, rejected.record_number

),

rejected_by_reader as (

    select
        rejected.source_name,
        rejected.source_file,
        rejected.record_number
        + coalesce(breaks_before.line_breaks, 0)
        + coalesce(sum(rejected.line_breaks) over (
            partition by rejected.source_name, rejected.source_file
            order by rejected.record_number
            rows between unbounded preceding and 1 preceding
        ), 0) as source_line,
        rejected.reject_reason,
        rejected.raw_text

    from rejected

    left join breaks_before
        on
            rejected.source_name = breaks_before.source_name
            and rejected.source_file = breaks_before.source_file
            and rejected.record_number = breaks_before.record_number

),

damaged as (

    select
        source_name,
        file_path as source_file,
        unnest(damaged_rows) as damaged_row

    from files

),

every_rejected as (

    select source_name, source_file, source_line::bigint as source_line, reject_reason, raw_text, true as is_record
    from rejected_by_reader
    where reject_reason is not null
    union all
    select source_name, source_file, damaged_row.line, damaged_row.reason, damaged_row.raw, false as is_record
    from damaged

)

select * from every_rejected
