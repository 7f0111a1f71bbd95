with

records as (

    select * from {{ ref('base_sbir__awards') }}

),

files as (

    select * from {{ ref('stg_inputs__files') }} where source_name = 'sbir.award_data'

),

-- The reader numbers what it accepted; what it skipped has a record number of its own (the header is record 1).
skipped as (

    select
        source_file,
        record_number,
        {{ count_line_breaks('raw_text') }} as line_breaks

    from records

    where reject_reason is not null

    union all

    select
        file_path as source_file,
        unnest(blank_records) as record_number,
        0 as line_breaks

    from files

),

skipped_in_order as (

    select
        *,
        row_number() over (partition by source_file order by record_number) as skipped_ordinal

    from skipped

),

-- A record skipped at record number n with s skipped up to it stands before accepted row n - s - (header lines) + 1.
in_file_order as (

    select
        source_file,
        file_row,
        file_row as position,
        1 as position_rank,
        line_breaks

    from records

    where reject_reason is null

    union all

    select
        skipped_in_order.source_file,
        null as file_row,
        skipped_in_order.record_number - skipped_in_order.skipped_ordinal - files.skip_lines + 1 as position,
        0 as position_rank,
        skipped_in_order.line_breaks

    from skipped_in_order

    inner join files on skipped_in_order.source_file = files.file_path

),

placed as (

    select
        in_file_order.source_file,
        in_file_order.file_row,
        -- Parquet has no lines: its rows are numbered from 1.
        files.skip_lines + 1 + coalesce(
            sum(1 + in_file_order.line_breaks) over (
                partition by in_file_order.source_file
                order by in_file_order.position, in_file_order.position_rank
                rows between unbounded preceding and 1 preceding
            ),
            0
        ) as source_line

    from in_file_order

    inner join files on in_file_order.source_file = files.file_path

),

award_lines as (

    select
        source_file,
        file_row,
        source_line::bigint as source_line

    from placed

    where file_row is not null

)

select * from award_lines
