{# Each case is what is asked, and what the gate must say of the awards below: of NASA twice as many as a slice needs,
   all accepted; of DOE as many, half of them; of O'Neil one short, none. Ten firms by UEI were looked at, all right; nobody
   looked at those by name. #}
{%- set needed = var('min_awards_per_slice') %}
{%- set slice_cases = [
    {'name': 'every large slice reaches it', 'asked': {'agency': 0.5}, 'measured': 0.5, 'is_met': true},
    {'name': 'one slice does not', 'asked': {'agency': 0.51}, 'measured': 0.5, 'is_met': false},
    {'name': 'a slice that is named is judged however small', 'asked': {'agency': {"O'Neil": 0.1}},
        'measured': 0, 'is_met': false},
    {'name': 'a slice that is not named is not judged', 'asked': {'agency': {'NASA': 1}}, 'measured': 1, 'is_met': true},
    {'name': 'a misspelt slice is no success', 'asked': {'agency': {'NSAS': 0}}, 'measured': 0, 'is_met': false},
    {'name': 'awards that say nothing are a slice', 'asked': {'era': {'not given': 0.9}},
        'measured': 3 * needed / (5 * needed - 1), 'is_met': false},
    {'name': 'the worst of several dimensions counts', 'asked': {'era': 0.1, 'agency': {'DOE': 0.6}},
        'measured': 0.5, 'is_met': false},
    {'name': 'a dimension without a large slice is no success', 'asked': {'agency': 0.5, 'state': 0.1},
        'measured': 0.5, 'is_met': false},
] %}
{%- set precision_cases = [
    {'name': 'the lower end reaches it', 'asked': {'uei_exact': 0.72}, 'measured': 0.7225, 'is_met': true},
    {'name': 'the precision does, its lower end does not', 'asked': {'uei_exact': 0.73},
        'measured': 0.7225, 'is_met': false},
    {'name': 'an unknown precision is none', 'asked': {'name_fuzzy': 0.01}, 'measured': 0, 'is_met': false},
    {'name': 'not even where nothing is asked', 'asked': {'name_fuzzy': 0}, 'measured': 0, 'is_met': false},
    {'name': 'one unknown method makes all unknown', 'asked': {'all methods': 0.1}, 'measured': 0, 'is_met': false},
    {'name': 'the worst of several methods counts', 'asked': {'uei_exact': 0.7, 'name_fuzzy': 0.5},
        'measured': 0, 'is_met': false},
    {'name': 'a method that accepts nothing has nothing to prove', 'asked': {'duns_exact': 0.9},
        'measured': 0, 'is_met': true},
] %}

with

awards as (

    select
        'NASA' as agency,
        null::varchar as era,
        numbers.award_number::varchar as state,
        'accepted' as match_status

    from range(2 * {{ needed }}) as numbers (award_number)

    union all

    select
        'DOE' as agency,
        null as era,
        numbers.award_number::varchar || ' of DOE' as state,
        case when numbers.award_number % 2 = 0 then 'accepted' else 'review' end as match_status

    from range(2 * {{ needed }}) as numbers (award_number)

    union all

    select
        'O''Neil' as agency,
        null as era,
        numbers.award_number::varchar || ' of O''Neil' as state,
        'unmatched' as match_status

    from range({{ needed }} - 1) as numbers (award_number)

),

firms as (

    select
        numbers.firm_number::varchar as company_id,
        case when numbers.firm_number < 20 then 'uei_exact' else 'name_fuzzy' end as match_method,
        case when numbers.firm_number < 10 then 'uei_exact' end as labelled_method,
        case when numbers.firm_number < 10 then 'same' end as label,
        case when numbers.firm_number < 10 then 2 end as label_weight,
        numbers.firm_number < 10 as is_label_sampled

    from range(30) as numbers (firm_number)

),

judged as (
    {% for case in slice_cases + precision_cases %}

    select
        '{{ case.name }}' as case_name,
        {{ case.measured }}::double as expected_measured,
        {{ case.is_met }} as expected_is_met,
        gate.*

    from (
        {%- if case in slice_cases %} {{ slice_rates_measured('awards', case.asked) }}
        {%- else %} {{ precision_measured('firms', case.asked) }}
        {%- endif %}
    ) as gate

    {% if not loop.last %}union all{% endif %}
    {%- endfor %}
),

wrong as (

    select case_name, expected_measured, measured, expected_is_met, is_met, finding

    from judged

    where
        abs(measured - expected_measured) > 0.0001
        or measured is null
        or is_met is distinct from expected_is_met
        or finding is null

    union all

    -- The gate must answer once for each case: no row would be no verdict, and pass.
    select
        'cases answered' as case_name,
        {{ slice_cases | length + precision_cases | length }} as expected_measured,
        count(*) as measured,
        null as expected_is_met,
        null as is_met,
        null as finding

    from judged

    having count(*) <> {{ slice_cases | length + precision_cases | length }}

)

select * from wrong
