{# Each case is a table of awards beside the counts of records read and rejected, and what the gate must say. #}
{%- set cases = [
    {'name': 'every award there once', 'rows': "('a1', 2, 0), ('a2', 2, 0)", 'measured': 2, 'is_met': true},
    {'name': 'a rejected record accounts for the difference', 'rows': "('a1', 3, 1), ('a2', 3, 1)",
        'measured': 2, 'is_met': true},
    {'name': 'an award lost', 'rows': "('a1', 3, 0), ('a2', 3, 0)", 'measured': 2, 'is_met': false},
    {'name': 'an award doubled', 'rows': "('a1', 2, 0), ('a2', 2, 0), ('a2', 2, 0)", 'measured': 2, 'is_met': false},
    {'name': 'an award doubled in the place of a lost one', 'rows': "('a1', 3, 0), ('a2', 3, 0), ('a2', 3, 0)",
        'measured': 2, 'is_met': false},
    {'name': 'an award from nowhere', 'rows': "('a1', 1, 0), ('a2', 1, 0)", 'measured': 2, 'is_met': false},
    {'name': 'more rejected than was read', 'rows': "('a1', 1, 2)", 'measured': 1, 'is_met': false},
    {'name': 'an award without id', 'rows': "('a1', 2, 0), (null, 2, 0)", 'measured': 1, 'is_met': false},
    {'name': 'counts unknown', 'rows': "('a1', null, null)", 'measured': 1, 'is_met': false},
] %}

with

{% for case in cases %}
awards_{{ loop.index }} as (

    select
        awards.award_id,
        awards.rows_in_files::bigint as rows_in_files,
        awards.rows_rejected::bigint as rows_rejected

    from (values {{ case.rows }}) as awards (award_id, rows_in_files, rows_rejected)

),

{% endfor -%}

no_awards as (

    select * from awards_1 where false

),

judged as (
    {% for case in cases %}

    select
        '{{ case.name }}' as case_name,
        {{ case.measured }}::double as expected_measured,
        {{ case.is_met }} as expected_is_met,
        gate.*

    from ({{ awards_kept_measured('awards_' ~ loop.index) }}) as gate

    union all
    {%- endfor %}

    select
        'no award at all' as case_name,
        0 as expected_measured,
        false as expected_is_met,
        gate.*

    from ({{ awards_kept_measured('no_awards') }}) as gate

),

wrong as (

    select case_name, expected_measured, measured, expected_is_met, is_met, finding

    from judged

    where
        gate is distinct from 'no_award_lost'
        or measured is distinct from expected_measured
        or is_met is distinct from expected_is_met
        or finding is null

    union all

    -- The gate must answer once for each case: no row would be no verdict, and pass.
    select
        'cases answered' as case_name,
        {{ cases | length + 1 }} as expected_measured,
        count(*) as measured,
        null as expected_is_met,
        null as is_met,
        null as finding

    from judged

    having count(*) <> {{ cases | length + 1 }}

)

select * from wrong
