{# Which line has a decision that finds no firm or recipient any more, has expired, contradicts another or says none. #}
{{ config(
    store_failures=true,
    tags=['gate'],
    fail_calc='coalesce(sum(case when is_met then 0 else 1 end), 0)'
) }}

with

decisions as (

    select * from {{ ref('int_match_decisions') }}

),

unheeded as (

    select
        line,
        false as is_met,
        file_name || ' line ' || line || ' ('
        || coalesce(company_name, 'a firm') || ' and ' || coalesce(recipient_name, 'a recipient')
        || coalesce(', ' || verdict, '') || '): ' || problem as finding

    from decisions

    where problem is not null

),

heeded as (

    select
        0 as line,
        true as is_met,
        count(*) filter (where is_in_force) || ' decisions are in force, ' || count(*) filter (where not is_override)
        || ' matches were reviewed' as finding

    from decisions

    having count(*) > 0 and count(problem) = 0

),

lines as (

    select * from unheeded
    union all
    select * from heeded

),

measured as (

    select
        'decisions_can_be_heeded' as gate,
        (count(*) filter (where not is_met) over ())::double as measured,
        0.0::double as threshold,
        *

    from lines

)

select * from measured order by line, finding
