with

candidates as (

    select * from {{ ref('int_name_match_candidates') }}

),

comparisons as (

    select * from {{ ref('int_promising_name_pairs') }}

),

bearers as (

    select * from {{ ref('int_recipient_name_bearers') }}

),

legal_forms as (

    select * from {{ ref('int_candidate_legal_forms') }}

),

place_frequencies as (

    select * from {{ ref('int_recipient_place_frequencies') }}

),

name_count as (

    select count(*) as names from {{ ref('int_recipient_name_keys') }}

),

bearing_identifier as (

    select distinct company_id from {{ ref('int_company_identifiers') }} where not is_stray

),

facts as (

    select
        candidates.*,
        comparisons.* exclude (comparisons.company_name_key, comparisons.recipient_name_key),
        bearers.entities,
        name_count.names as recipient_names,
        coalesce(place_frequencies.names_at_place, name_count.names) as names_at_place,
        bearing_identifier.company_id is not null as is_bearing_identifier,
        coalesce(legal_forms.legal_forms, 'one has none') as legal_forms

    from candidates

    inner join comparisons
        on
            candidates.company_name_key = comparisons.company_name_key
            and candidates.recipient_name_key = comparisons.recipient_name_key

    inner join bearers on candidates.recipient_name_key = bearers.name_key

    cross join name_count

    left join legal_forms
        on candidates.company_id = legal_forms.company_id and candidates.recipient_id = legal_forms.recipient_id

    left join place_frequencies
        on
            candidates.place_kind = place_frequencies.place_kind
            and candidates.place_name = place_frequencies.place

    left join bearing_identifier on candidates.company_id = bearing_identifier.company_id

)

select * from facts
