{%- set sources = {
    'sbir.award_data': 'base_sbir__awards',
    'usaspending.recipient_lookup': 'base_usaspending__recipients',
    'usaspending.prime_awards': 'base_usaspending__prime_awards',
} %}

with

files as (

    select * from {{ ref('stg_inputs__files') }}

),

rejected as (
    {% for source_name, model_name in sources.items() %}
    select
        '{{ source_name }}' as source_name,
        source_file,
        record_number,
        reject_reason,
        raw_text

    from {{ ref(model_name) }}

    where reject_reason is not null
    {% if not loop.last %}
    union all
    {% endif %}
    {%- endfor %}
),

-- Blank lines are no records, and the reader numbers them as if they were.
blank as (

    select
        source_name,
        file_path as source_file,
        unnest(blank_records) as record_number,
        null as reject_reason,
        null as raw_text

    from files

),

skipped as (

    select * from rejected
    union all
    select * from blank

),

-- The reader numbers what it accepted; what it skipped has a record number of its own (the header is record 1).
-- A record skipped at record number n with s skipped up to it stands after n - s - (header lines) accepted ones.
placed as (

    select
        skipped.source_name,
        skipped.source_file,
        skipped.record_number,
        skipped.record_number - files.skip_lines - row_number() over (
            partition by skipped.source_name, skipped.source_file
            order by skipped.record_number
        ) as accepted_before,
        coalesce({{ count_line_breaks('skipped.raw_text') }}, 0) as line_breaks,
        skipped.reject_reason,
        skipped.raw_text

    from skipped

    inner join files on skipped.source_name = files.source_name and skipped.source_file = files.file_path

)

select * from placed
