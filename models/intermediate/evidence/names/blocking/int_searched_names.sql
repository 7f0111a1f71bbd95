with

company_names as (

    select distinct company_id, name_key from {{ ref('int_company_names') }}

),

identifier_matches as (

    select company_id, recipient_id from {{ ref('int_uei_matches') }}
    union
    select company_id, recipient_id from {{ ref('int_duns_matches') }}

),

ruled_out as (

    select * from {{ ref('int_match_decisions') }} where is_in_force and verdict = 'different'

),

identified as (

    select identifier_matches.company_id

    from identifier_matches

    anti join ruled_out
        on
            identifier_matches.company_id = ruled_out.company_id
            and identifier_matches.recipient_id = ruled_out.recipient_id

),

-- A firm that an identifier has found needs no search by name, unless a person has ruled out what it found.
searched as (

    select distinct company_names.name_key

    from company_names

    anti join identified on company_names.company_id = identified.company_id

),

keyed as (

    select
        -- A number by sorted order: small to carry through the search, the same in every run.
        row_number() over (order by name_key) as searched_name_id,
        name_key,
        replace(name_key, ' ', '') as squashed_key,
        {{ sorted_words('name_key') }} as sorted_key

    from searched

)

select * from keyed
