{# Rows read + rows rejected = rows in the file, for every file of every source; the count is taken before reading. #}
with

files as (

    select * from {{ ref('stg_inputs__files') }}

),

read_rows as (

    select 'sbir.award_data' as source_name, source_file from {{ ref('stg_sbir__awards') }}
    union all
    select 'usaspending.recipient_lookup' as source_name, source_file from {{ ref('stg_usaspending__recipients') }}
    union all
    select 'usaspending.prime_awards' as source_name, source_file from {{ ref('stg_usaspending__prime_awards') }}

),

rows_read as (

    select
        source_name,
        source_file,
        count(*) as records

    from read_rows

    group by source_name, source_file

),

rows_rejected as (

    select
        source_name,
        source_file,
        count(*) as records

    from {{ ref('int_rejected_rows') }}

    where is_record

    group by source_name, source_file

),

compared as (

    select
        files.source_name,
        files.file_path,
        files.records,
        coalesce(rows_read.records, 0) as records_read,
        coalesce(rows_rejected.records, 0) as records_rejected

    from files

    left join rows_read on files.source_name = rows_read.source_name and files.file_path = rows_read.source_file

    left join rows_rejected
        on files.source_name = rows_rejected.source_name and files.file_path = rows_rejected.source_file

)

select * from compared where records <> records_read + records_rejected {{ 'and false' if flags.EMPTY }}
