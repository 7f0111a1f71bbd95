{%- set identity = ['agency', 'branch', 'program', 'phase', 'agency_tracking_number', 'contract', 'award_year',
    'company', 'award_title'] %}

with

records as (

    select * from {{ ref('base_sbir__awards') }} where reject_reason is null

),

lines as (

    select * from {{ ref('base_sbir__award_lines') }}

),

identified as (

    select
        source_file,
        file_row,
        row_hash,
        {{ text_hash("concat_ws(chr(31)" ~ identity_fields(identity) ~ ")") }} as identity_hash

    from records

),

-- Rows of one identity are told apart by all their columns, and exact duplicates by a number: neither the order of the
-- rows nor rows of other awards can change an id.
numbered as (

    select
        source_file,
        file_row,
        identity_hash,
        row_number() over (
            partition by identity_hash
            order by row_hash, source_file, file_row
        ) as identity_ordinal,
        count(*) over (partition by identity_hash, row_hash) as identical_rows

    from identified

),

award_ids as (

    select
        numbered.source_file,
        numbered.file_row,
        lines.source_line,
        numbered.identity_hash[:16]
        || case when numbered.identity_ordinal > 1 then '-' || numbered.identity_ordinal else '' end as award_id,
        numbered.identical_rows > 1 as is_exact_duplicate

    from numbered

    left join lines
        on numbered.source_file = lines.source_file and numbered.file_row = lines.file_row

)

select * from award_ids
