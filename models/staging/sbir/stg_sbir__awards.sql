{#- Two-digit years first: %Y would take 18 for the year 18. -#}
{%- set award_date_formats = ['%m-%d-%y', '%m/%d/%y', '%m-%d-%Y', '%m/%d/%Y', '%B %d, %Y', '%b %d, %Y', '%Y-%m-%d',
    '%Y/%m/%d', '%d %B %Y'] -%}
{%- set identity = ['agency', 'branch', 'program', 'phase', 'agency_tracking_number', 'contract', 'award_year',
    'company', 'award_title'] %}

with

records as (

    select * from {{ ref('base_sbir__awards') }} where reject_reason is null

),

lines as (

    select * from {{ ref('base_sbir__award_lines') }}

),

placeholders as (

    select * from {{ ref('placeholder_identifiers') }}

),

non_entities as (

    select * from {{ ref('non_entity_names') }} where applies_to = 'company'

),

us_states as (

    select * from {{ ref('us_states') }}

),

tidied as (

    select
        *,
        {{ tidy_text(unescape_html('company')) }} as company_name,
        {{ uei_characters('uei') }} as uei_text,
        {{ duns_digits('duns') }} as duns_text,
        {{ amount_text('award_amount') }} as amount_text,
        -- The date as written: a time of day or a time zone must not move it to another day.
        regexp_replace(trim(proposal_award_date), '[T ]\d+:.*$', '') as award_date_text,
        {{ text_hash("concat_ws(chr(31)" ~ identity_fields(identity) ~ ")") }} as identity_hash

    from records

),

judged as (

    select
        *,
        {{ uei_problem('uei_text') }} as uei_problem,
        {{ duns_problem('duns', 'duns_text') }} as duns_problem,
        case
            when company_name is null then 'missing'
            when upper(company_name) in (select non_entities.name from non_entities) then 'placeholder'
            when not regexp_matches(company_name, '[\pL\pN]') then 'no letters or digits'
        end as company_name_problem,
        {{ try_parse_date('award_date_text', award_date_formats) }} as parsed_date,
        try_cast({{ regexp_replace_all('award_year', '\\.0+$') }} as integer) as parsed_year,
        -- (1,200.00) is how some ledgers write a negative amount.
        case
            when amount_text like '(%)' then -try_cast(amount_text[2:-2] as decimal(18, 2))
            else try_cast(amount_text as decimal(18, 2))
        end as amount

    from tidied

),

-- Rows of one identity are told apart by all their columns, and exact duplicates by a number: neither the order of the
-- rows nor rows of other awards can change an id.
numbered as (

    select
        *,
        row_number() over (
            partition by identity_hash
            order by row_hash, source_file, file_row
        ) as identity_ordinal,
        -- The programs began in 1977; other years are slips of the pen.
        case when year(parsed_date) between 1970 and 2100 then parsed_date end as award_date,
        case when parsed_year between 1970 and 2100 then parsed_year end as read_year,
        count(*) over (partition by identity_hash, row_hash) as identical_rows

    from judged

),

cleaned as (

    select
        numbered.identity_hash[:16] || case
            when numbered.identity_ordinal > 1 then '-' || numbered.identity_ordinal
            else ''
        end as award_id,
        numbered.source_file,
        lines.source_line,

        numbered.company_name,
        numbered.company_name_problem,
        case when numbered.uei_problem is null then numbered.uei_text end as uei,
        numbered.uei_problem,
        case when numbered.duns_problem is null then numbered.duns_text end as duns,
        numbered.duns_problem,

        {{ tidy_text(unescape_html('numbered.award_title')) }} as award_title,
        {{ tidy_text('numbered.agency') }} as agency,
        {{ tidy_text('numbered.branch') }} as branch,
        {{ tidy_text('numbered.phase') }} as phase,
        {{ tidy_text('numbered.program') }} as program,
        {{ tidy_text('numbered.agency_tracking_number') }} as agency_tracking_number,
        {{ tidy_text('numbered.contract') }} as contract_number,
        {{ contract_key('numbered.contract') }} as contract_key,

        {{ tidy_text('numbered.city') }} as city,
        {{ city_key('numbered.city') }} as city_key,
        {{ state_code('numbered.state') }} as state,
        {{ zip5('numbered.zip') }} as zip5,

        numbered.read_year as award_year,
        numbered.amount as award_amount,
        try_cast({{ regexp_replace_all('numbered.number_employees', '[,\\s]|\\.0+$') }} as integer) as number_employees,
        numbered.identical_rows > 1 as is_exact_duplicate,
        numbered.award_date,
        coalesce(trim(numbered.proposal_award_date), '') <> '' and numbered.award_date is null as is_award_date_unread,
        coalesce(trim(numbered.award_year), '') <> '' and numbered.read_year is null as is_award_year_unread,
        coalesce(trim(numbered.award_amount), '') <> '' and numbered.amount is null as is_award_amount_unread

    from numbered

    left join lines
        on numbered.source_file = lines.source_file and numbered.file_row = lines.file_row

)

select * from cleaned
