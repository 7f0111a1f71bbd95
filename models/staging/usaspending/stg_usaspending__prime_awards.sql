{#- Two-digit years first: %Y would take 18 for the year 18. -#}
{%- set action_date_formats = ['%m/%d/%y', '%m-%d-%y', '%m/%d/%Y', '%Y-%m-%d', '%m-%d-%Y', '%B %d, %Y'] %}

with

records as (

    select * from {{ ref('base_usaspending__prime_awards') }} where reject_reason is null

),

placeholders as (

    select * from {{ ref('placeholder_identifiers') }}

),

us_states as (

    select state_code, unnest([state_code, state_name]) as spelling from {{ ref('us_states') }}

),

tidied as (

    select
        *,
        {{ uei_characters('recipient_uei') }} as uei_text,
        {{ duns_digits('recipient_duns') }} as duns_text,
        {{ date_text('action_date') }} as action_date_text

    from records

),

judged as (

    select
        *,
        {{ uei_problem('uei_text') }} as uei_problem,
        {{ duns_problem('recipient_duns', 'duns_text') }} as duns_problem

    from tidied

),

cleaned as (

    select
        source_file,
        file_row,
        lower(trim(award_type)) as award_type,
        {{ contract_key("coalesce(nullif(trim(award_id_piid), ''), award_id_fain)") }} as contract_key,

        {{ tidy_text(unescape_html('recipient_name')) }} as recipient_name,
        {{ tidy_text(unescape_html('recipient_doing_business_as_name')) }} as doing_business_as_name,
        case when uei_problem is null then uei_text end as uei,
        uei_problem,
        case when duns_problem is null then duns_text end as duns,
        duns_problem,

        {{ city_key('recipient_city_name') }} as city_key,
        {{ state_code('recipient_state_code') }} as state,
        {{ zip5('recipient_zip_4_code') }} as zip5,

        try_cast({{ regexp_replace_all('federal_action_obligation', '[$,\\s]') }} as decimal(18, 2)) as obligation,
        {{ try_parse_date('action_date_text', action_date_formats) }} as action_date

    from judged

)

select * from cleaned
