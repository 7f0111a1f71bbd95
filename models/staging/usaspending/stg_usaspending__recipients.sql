with

records as (

    select * from {{ ref('base_usaspending__recipients') }} where reject_reason is null

),

placeholders as (

    select * from {{ ref('placeholder_identifiers') }}

),

non_entities as (

    select * from {{ ref('non_entity_names') }} where applies_to = 'recipient'

),

us_states as (

    select state_code, unnest([state_code, state_name]) as spelling from {{ ref('us_states') }}

),

tidied as (

    select
        *,
        {{ tidy_text(unescape_html('legal_business_name')) }} as recipient_name,
        {{ uei_characters('uei') }} as uei_text,
        {{ duns_digits('duns') }} as duns_text,
        {{ uei_characters('parent_uei') }} as parent_uei_text,
        {{ duns_digits('parent_duns') }} as parent_duns_text

    from records

),

judged as (

    select
        *,
        {{ uei_problem('uei_text') }} as uei_problem,
        {{ duns_problem('duns', 'duns_text') }} as duns_problem,
        {{ uei_problem('parent_uei_text') }} as parent_uei_problem,
        {{ duns_problem('parent_duns', 'parent_duns_text') }} as parent_duns_problem

    from tidied

),

cleaned as (

    select
        source_file,
        file_row,
        case
            -- Written as it should be, nearly every time: no need to mend it.
            when regexp_full_match(recipient_hash, '[0-9a-f-]+') then recipient_hash
            else coalesce(
                lower(nullif(trim(recipient_hash), '')), {{ recipient_hash('uei_text', 'duns_text', 'recipient_name') }}
            )
        end as recipient_hash,

        recipient_name,
        case when uei_problem is null then uei_text end as uei,
        uei_problem,
        case when duns_problem is null then duns_text end as duns,
        duns_problem,
        case when parent_uei_problem is null then parent_uei_text end as parent_uei,
        case when parent_duns_problem is null then parent_duns_text end as parent_duns,
        {{ tidy_text(unescape_html('parent_legal_business_name')) }} as parent_name,
        {{ postgres_array_to_list('alternate_names') }} as alternate_names,

        {{ tidy_text('city') }} as city,
        {{ city_key('city') }} as city_key,
        {{ state_code('state') }} as state,
        {{ zip5('zip5') }} as zip5,

        coalesce(upper(recipient_name) in (select non_entities.name from non_entities), false) as is_non_entity

    from judged

)

select * from cleaned
