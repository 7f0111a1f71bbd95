-- depends_on: {{ ref('int_award_matches') }}
{%- set candidates = [1, 2, 3] %}

with

company_matches as (

    select * from {{ ref('int_company_matches') }} where match_status in ('review', 'ambiguous', 'conflict')

),

companies as (

    select * from {{ ref('int_companies') }}

),

review_candidates as (

    select * from {{ ref('int_review_candidates') }}

),

side_by_side as (

    select
        company_id,
        {% for number in candidates -%}
        max(recipient_id) filter (where candidate_rank = {{ number }}) as candidate_{{ number }}_recipient_id,
        max(recipient_name) filter (where candidate_rank = {{ number }}) as candidate_{{ number }}_name,
        max(uei) filter (where candidate_rank = {{ number }}) as candidate_{{ number }}_uei,
        max(duns) filter (where candidate_rank = {{ number }}) as candidate_{{ number }}_duns,
        max(city) filter (where candidate_rank = {{ number }}) as candidate_{{ number }}_city,
        max(state) filter (where candidate_rank = {{ number }}) as candidate_{{ number }}_state,
        max(match_score) filter (where candidate_rank = {{ number }}) as candidate_{{ number }}_score,
        max(evidence) filter (where candidate_rank = {{ number }}) as candidate_{{ number }}_evidence,
        {% endfor -%}
        count(*) as candidates

    from review_candidates

    group by company_id

),

queue as (

    select
        row_number() over (
            order by companies.award_amount desc, companies.awards desc, company_matches.company_id
        ) as review_rank,
        company_matches.company_id,
        companies.company_name,
        companies.uei as company_uei,
        companies.duns as company_duns,
        companies.city as company_city,
        companies.state as company_state,
        companies.zip5 as company_zip5,
        companies.awards,
        companies.award_amount,
        company_matches.match_status,
        company_matches.match_reason,
        coalesce(side_by_side.candidates, 0) as candidates,
        {% for number in candidates -%}
        side_by_side.candidate_{{ number }}_recipient_id,
        side_by_side.candidate_{{ number }}_name,
        side_by_side.candidate_{{ number }}_uei,
        side_by_side.candidate_{{ number }}_duns,
        side_by_side.candidate_{{ number }}_city,
        side_by_side.candidate_{{ number }}_state,
        side_by_side.candidate_{{ number }}_score,
        side_by_side.candidate_{{ number }}_evidence,
        {% endfor -%}
        {{ publication_columns() | indent(8) }}

    from company_matches

    inner join companies on company_matches.company_id = companies.company_id

    left join side_by_side on company_matches.company_id = side_by_side.company_id

)

select * from queue
