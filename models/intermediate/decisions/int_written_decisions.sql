{%- set columns = ['company_id', 'company_name', 'recipient_id', 'recipient_name', 'verdict', 'decided_by',
    'decided_on', 'reason'] %}

with

overrides as (

    select
        'match_overrides.csv' as file_name,
        {{ load_order() }} as row_in_file,
        {{ columns | join(', ') }},
        expires_on,
        null::varchar as stratum,
        null::varchar as stratum_firms

    from {{ ref('match_overrides') }}

),

reviewed as (

    select
        'reviewed_matches.csv' as file_name,
        {{ load_order() }} as row_in_file,
        {{ columns | join(', ') }},
        null as expires_on,
        stratum,
        stratum_firms

    from {{ ref('reviewed_matches') }}

),

every_row as (

    select * from overrides
    union all
    select * from reviewed

),

-- A reason may run over several lines, and what stands below it is further down.
numbered as (

    select
        *,
        1 + row_in_file + coalesce(sum({{ count_line_breaks("coalesce(reason, '')") }}) over (
            partition by file_name order by row_in_file
            rows between unbounded preceding and 1 preceding
        ), 0)::bigint as line

    from every_row

    where {{ var('heed_decisions') | lower }}

),

tidied as (

    select
        file_name,
        line,
        nullif(lower(trim(company_id)), '') as company_id,
        {{ tidy_text('company_name') }} as company_name,
        nullif(lower(trim(recipient_id)), '') as recipient_id,
        {{ tidy_text('recipient_name') }} as recipient_name,
        lower(trim(verdict)) as verdict,
        {{ tidy_text('decided_by') }} as decided_by,
        {{ try_parse_date('trim(decided_on)', ['%Y-%m-%d']) }} as decided_on,
        {{ tidy_text('reason') }} as reason,
        {{ try_parse_date('trim(expires_on)', ['%Y-%m-%d']) }} as expires_on,
        {{ tidy_text('stratum') }} as stratum,
        try_cast(stratum_firms as bigint) as stratum_firms,
        coalesce(trim(expires_on), '') <> '' as is_to_expire,
        file_name = 'match_overrides.csv' as is_override

    from numbered

),

checked as (

    select
        * exclude (is_to_expire),
        case
            when company_id is null then 'company_id is blank'
            when recipient_id is null then 'recipient_id is blank'
            when coalesce(verdict, '') not in ('same', 'different', 'unsure')
                then 'verdict is ''' || coalesce(verdict, '') || '''; write same, different or unsure'
            when decided_by is null then 'decided_by is blank'
            when decided_on is null then 'decided_on is no date such as 2026-01-31'
            when is_to_expire and expires_on is null then 'expires_on is no date such as 2026-01-31'
            when not is_override and stratum is null then 'stratum is blank'
            when not is_override and coalesce(stratum_firms, 0) < 1 then 'stratum_firms is no number of firms'
        end as mistake

    from tidied

)

select * from checked
