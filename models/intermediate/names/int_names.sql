{{ config(materialized='kept_rows', meta={'kept_by': 'raw_name'}) }}
-- depends_on: {{ ref('legal_forms') }}
-- depends_on: {{ ref('name_abbreviations') }}
{%- set alias_marker = (
    '\\b(DBA|D/B/A|D B A|D\\.B\\.A|DOING BUSINESS AS|FKA|F/K/A|FORMERLY KNOWN AS|FORMERLY|AKA|A/K/A|ALSO KNOWN AS)\\b:?'
) %}

with

raw_names as (

    select * from {{ ref('int_company_raw_names') }}
    union
    select * from {{ ref('int_recipient_raw_names') }}

),

-- Only some names hold one of these; the cheap look keeps the costly pattern off the others.
upper_names as (

    select
        raw_name,
        strip_accents(upper({{ unescape_html('raw_name') }})) as upper_name,
        contains(upper(raw_name), 'DBA') or contains(raw_name, '/') or contains(upper(raw_name), 'KA')
        or contains(upper(raw_name), 'FORMERLY') or contains(upper(raw_name), ' AS ')
        or contains(upper(raw_name), 'D B A') or contains(upper(raw_name), 'D.B.A') as may_hold_alias

    from raw_names

),

split_at_alias as (

    select
        raw_name,
        regexp_replace(
            case
                when may_hold_alias then regexp_replace(upper_name, '^(.+?)[ (]*{{ alias_marker }}.*$', '\1')
                else upper_name
            end,
            -- 'ACME INC (4084)': some buyers append their own vendor number.
            ' ?\(\d{3,5}\)$', ''
        ) as main_name,
        case
            -- '(DBA: OPT': the field was cut off, what is left of the other name is not a name.
            when contains(upper_name, '(') and not contains(upper_name, ')') then null
            -- At the very start, as in 'AKA MEDIA', it is a word of the name.
            when may_hold_alias then nullif(regexp_extract(upper_name, '^.+?{{ alias_marker }}(.*)$', 2), '')
        end as other_name

    from upper_names

),

words as (

    select
        raw_name,
        {{ name_words('main_name') }} as main_words,
        {{ name_words('other_name') }} as other_words

    from split_at_alias

),

stripped as (

    select
        raw_name,
        main_words,
        {{ legal_form_kind(strip_small_words('main_words')) }} as legal_form,
        {{ strip_legal_forms(strip_small_words('main_words')) }} as main_core,
        {{ strip_legal_forms(strip_small_words('other_words')) }} as other_core

    from words

),

merged as (

    select
        raw_name,
        main_words,
        legal_form,
        {{ merge_initials('main_core') }} as main_core,
        {{ merge_initials('other_core') }} as other_core

    from stripped

),

keyed as (

    select
        raw_name,
        nullif(coalesce(nullif({{ abbreviate_words('main_core') }}, ''), main_words), '') as name_key,
        nullif({{ abbreviate_words('other_core') }}, '') as alias_key,
        legal_form

    from merged

)

select * from keyed
