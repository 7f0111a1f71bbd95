with

records as (

    select * from {{ ref('base_sbir__awards') }}

),

files as (

    select * from {{ ref('stg_inputs__files') }} where source_name = 'sbir.award_data'

),

skipped as (

    select * from {{ ref('stg_inputs__skipped_records') }} where source_name = 'sbir.award_data'

),

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
        source_file,
        null as file_row,
        accepted_before + 1 as position,
        0 as position_rank,
        line_breaks

    from skipped

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
