{# Each case is a table of one whole award and one odd one; the gate must hold the odd one against it. #}
{%- set whole = "('c1', 'r1', 'accepted', 'uei_exact', 100.0, true)" -%}
{%- set cases = [
    {'name': 'whole verdicts of every kind', 'rows': "
        ('c2', null, 'review', null, 80.0, true), ('c3', null, 'ambiguous', null, 95.0, true),
        ('c4', null, 'conflict', null, 100.0, true), ('c5', null, 'unmatched', null, null, true),
        ('c6', null, 'unmatchable', null, null, true)", 'threshold': 1, 'measured': 1, 'is_met': true},
    {'name': 'exactly at the threshold', 'rows': "('c2', null, 'unmatched', null, null, false)",
        'threshold': 0.5, 'measured': 0.5, 'is_met': true},
    {'name': 'below the threshold', 'rows': "('c2', null, 'unmatched', null, null, false)",
        'threshold': 0.51, 'measured': 0.5, 'is_met': false},
    {'name': 'completeness unknown', 'rows': "('c2', null, 'unmatched', null, null, null)",
        'threshold': 0.51, 'measured': 0.5, 'is_met': false},
    {'name': 'accepted without a recipient', 'rows': "('c2', null, 'accepted', 'uei_exact', 100.0, true)"},
    {'name': 'accepted without a method', 'rows': "('c2', 'r2', 'accepted', null, 100.0, true)"},
    {'name': 'accepted without a score', 'rows': "('c2', 'r2', 'accepted', 'uei_exact', null, true)"},
    {'name': 'accepted without a firm', 'rows': "(null, 'r2', 'accepted', 'uei_exact', 100.0, true)"},
    {'name': 'score above 100', 'rows': "('c2', 'r2', 'accepted', 'uei_exact', 100.1, true)"},
    {'name': 'score that is no number', 'rows': "('c2', 'r2', 'accepted', 'uei_exact', 'nan'::double, true)"},
    {'name': 'a candidate with a recipient', 'rows': "('c2', 'r2', 'review', null, 80.0, true)"},
    {'name': 'a candidate with a method', 'rows': "('c2', null, 'review', 'name_fuzzy', 80.0, true)"},
    {'name': 'an unknown status', 'rows': "('c2', null, 'Accepted', null, 80.0, true)"},
    {'name': 'a blank status', 'rows': "('c2', null, null, null, null, true)"},
    {'name': 'a blank status with a recipient', 'rows': "('c2', 'r2', null, null, null, true)"},
] %}

with

{% for case in cases %}
awards_{{ loop.index }} as (

    select awards.*

    from (values {{ whole }}, {{ case.rows }}) as awards (
        company_id, recipient_id, match_status, match_method, match_score, is_complete
    )

),

{% endfor -%}

no_awards as (

    select * from awards_1 where false

),

judged as (
    {% for case in cases %}

    select
        '{{ case.name }}' as case_name,
        {{ case.get('measured', 0.5) }}::double as expected_measured,
        {{ case.get('is_met', false) }} as expected_is_met,
        gate.*

    from ({{ completeness_measured('awards_' ~ loop.index, case.get('threshold', 0.1)) }}) as gate

    union all
    {%- endfor %}

    select
        'no award at all' as case_name,
        0 as expected_measured,
        false as expected_is_met,
        gate.*

    from ({{ completeness_measured('no_awards', 0) }}) as gate

),

wrong as (

    select case_name, expected_measured, measured, expected_is_met, is_met, finding

    from judged

    where
        gate is distinct from 'match_completeness_gate'
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
