{# One case per row of the table: the statuses of some awards, the threshold, and what the gate must say. #}
{%- set cases = [
    {'name': 'above the threshold', 'statuses': "['accepted', 'accepted', 'accepted', 'unmatched']",
        'threshold': 0.70, 'measured': 0.75, 'is_met': true},
    {'name': 'exactly at the threshold', 'statuses': "list_concat(list_resize([]::varchar[], 7, 'accepted'), list_resize([]::varchar[], 3, 'unmatched'))",
        'threshold': 0.70, 'measured': 0.70, 'is_met': true},
    {'name': 'one award short of the threshold', 'statuses': "list_concat(list_resize([]::varchar[], 699, 'accepted'), list_resize([]::varchar[], 301, 'unmatched'))",
        'threshold': 0.70, 'measured': 0.699, 'is_met': false},
    {'name': 'no award at all', 'statuses': "[]::varchar[]",
        'threshold': 0.70, 'measured': 0, 'is_met': false},
    {'name': 'no award at all and no threshold', 'statuses': "[]::varchar[]",
        'threshold': 0, 'measured': 0, 'is_met': false},
    {'name': 'nothing accepted and no threshold', 'statuses': "['unmatched']",
        'threshold': 0, 'measured': 0, 'is_met': true},
    {'name': 'candidates do not count', 'statuses': "['accepted', 'review', 'ambiguous', 'conflict', 'unmatchable']",
        'threshold': 0.21, 'measured': 0.2, 'is_met': false},
    {'name': 'a status that is unknown or blank does not count', 'statuses': "['accepted', 'ACCEPTED', 'matched', null]",
        'threshold': 0.26, 'measured': 0.25, 'is_met': false},
    {'name': 'everything accepted', 'statuses': "['accepted']",
        'threshold': 1, 'measured': 1, 'is_met': true},
] %}

with

{% for case in cases %}
awards_{{ loop.index }} as (

    select unnest({{ case.statuses }}) as match_status

),

{% endfor -%}

judged as (
    {% for case in cases %}

    select
        '{{ case.name }}' as case_name,
        {{ case.measured }}::double as expected_measured,
        {{ case.is_met }} as expected_is_met,
        gate.*

    from ({{ match_rate_measured('awards_' ~ loop.index, case.threshold) }}) as gate

    {% if not loop.last %}union all{% endif %}
    {%- endfor %}
),

wrong as (

    select case_name, expected_measured, measured, expected_is_met, is_met, finding

    from judged

    where
        gate is distinct from 'match_rate_gate'
        or measured is distinct from expected_measured
        or is_met is distinct from expected_is_met
        or finding is null

    union all

    -- The gate must answer once for each case: no row would be no verdict, and pass.
    select
        'cases answered' as case_name,
        {{ cases | length }} as expected_measured,
        count(*) as measured,
        null as expected_is_met,
        null as is_met,
        null as finding

    from judged

    having count(*) <> {{ cases | length }}

)

select * from wrong
