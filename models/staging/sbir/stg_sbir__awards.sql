{#- Two-digit years first: %Y would take 18 for the year 18. -#}
{%- set award_date_formats = ['%m-%d-%y', '%m/%d/%y', '%m-%d-%Y', '%m/%d/%Y', '%B %d, %Y', '%b %d, %Y', '%Y-%m-%d',
    '%Y/%m/%d', '%d %B %Y'] %}

with

records as (

    select * from {{ ref('base_sbir__awards') }} where reject_reason is null

),

award_ids as (

    select * from {{ ref('base_sbir__award_ids') }}

),

placeholders as (

    select * from {{ ref('placeholder_identifiers') }}

),

non_entities as (

    select * from {{ ref('non_entity_names') }} where applies_to = 'company'

),

us_states as (

    select state_code, unnest([state_code, state_name]) as spelling from {{ ref('us_states') }}

),

tidied as (

    select
        *,
        {{ tidy_text(unescape_html('company')) }} as company_name,
        {{ uei_characters('uei') }} as uei_text,
        {{ duns_digits('duns') }} as duns_text,
        {{ amount_text('award_amount') }} as amount_text,
        {{ date_text('proposal_award_date') }} as award_date_text

    from records

),

judged as (

    select
        *,
        {{ uei_problem('uei_text') }} as uei_problem,
        {{ duns_problem('duns', 'duns_text') }} as duns_problem,
        {{ company_name_problem('company_name') }} as company_name_problem,
        {{ try_parse_date('award_date_text', award_date_formats) }} as parsed_date,
        case when year(parsed_date) between 1970 and 2100 then parsed_date end as award_date,
        {{ read_year('award_year') }} as read_year,
        {{ read_amount('amount_text') }} as amount

    from tidied

),

cleaned as (

    select
        award_ids.award_id,
        judged.source_file,
        award_ids.source_line,
        judged.company_name,
        judged.company_name_problem,
        case when judged.uei_problem is null then judged.uei_text end as uei,
        judged.uei_problem,
        case when judged.duns_problem is null then judged.duns_text end as duns,
        judged.duns_problem,

        {{ tidy_text(unescape_html('judged.award_title')) }} as award_title,
        {{ tidy_text('judged.agency') }} as agency,
        {{ tidy_text('judged.branch') }} as branch,
        {{ tidy_text('judged.phase') }} as phase,
        {{ tidy_text('judged.program') }} as program,
        {{ tidy_text('judged.agency_tracking_number') }} as agency_tracking_number,
        {{ tidy_text('judged.contract') }} as contract_number,
        {{ contract_key('judged.contract') }} as contract_key,

        {{ tidy_text('judged.city') }} as city,
        {{ city_key('judged.city') }} as city_key,
        {{ state_code('judged.state') }} as state,
        {{ zip5('judged.zip') }} as zip5,

        judged.read_year as award_year,
        judged.amount as award_amount,
        try_cast({{ regexp_replace_all('judged.number_employees', '[,\\s]|\\.0+$') }} as integer) as number_employees,
        award_ids.is_exact_duplicate,
        judged.award_date,
        coalesce(trim(judged.proposal_award_date), '') <> '' and judged.award_date is null as is_award_date_unread,
        coalesce(trim(judged.award_year), '') <> '' and judged.read_year is null as is_award_year_unread,
        coalesce(trim(judged.award_amount), '') <> '' and judged.amount is null as is_award_amount_unread

    from judged

    left join award_ids
        on judged.source_file = award_ids.source_file and judged.file_row = award_ids.file_row

)

select * from cleaned
