-- depends_on: {{ ref('int_award_matches') }}
with

rejected_rows as (

    select * from {{ ref('int_rejected_rows') }}

),

published as (

    select
        source_name,
        source_file,
        source_line,
        reject_reason,
        raw_text,
        {{ publication_columns() | indent(8) }}

    from rejected_rows

)

select * from published
