{%- set candidates = [1, 2, 3] %}
{%- set shown = {'recipient_id': 'recipient_id', 'name': 'recipient_name', 'uei': 'uei', 'duns': 'duns', 'city': 'city',
    'state': 'state', 'zip5': 'zip5', 'score': 'match_score', 'evidence': 'evidence', 'agrees': 'agrees',
    'differs': 'differs'} %}

with

award_matches as (

    select * from {{ ref('int_award_matches') }}

),

company_matches as (

    select * from {{ ref('int_company_matches') }}

),

companies as (

    select * from {{ ref('int_companies') }}

),

review_candidates as (

    select * from {{ ref('int_review_candidates') }}

),

candidates_compared as (

    select * from {{ ref('int_candidates_compared') }}

),

-- A firm may be settled and some of its awards not: then these are at stake.
at_stake as (

    select
        company_id,
        count(*) as awards,
        coalesce(sum(award_amount), 0)::decimal(18, 2) as award_amount,
        min(match_reason) as match_reason
    from award_matches
    where match_status in ('review', 'ambiguous', 'conflict')
    group by company_id

),

compared as (

    select
        review_candidates.*,
        candidates_compared.agrees,
        candidates_compared.differs
    from review_candidates
    left join candidates_compared
        on
            review_candidates.company_id = candidates_compared.company_id
            and review_candidates.recipient_id = candidates_compared.recipient_id

),

side_by_side as (

    select
        company_id,
        {% for number in candidates -%}
        {% for column, value in shown.items() -%}
        max({{ value }}) filter (where candidate_rank = {{ number }}) as candidate_{{ number }}_{{ column }},
        {% endfor -%}
        {% endfor -%}
        count(*) as candidates

    from compared
    group by company_id

),

queue as (

    select
        row_number() over (
            order by at_stake.award_amount desc, at_stake.awards desc, at_stake.company_id
        ) as review_rank,
        at_stake.company_id,
        companies.company_name,
        {% for column in ['uei', 'duns', 'city', 'state', 'zip5'] -%}
        companies.{{ column }} as company_{{ column }},
        {% endfor -%}
        at_stake.awards,
        at_stake.award_amount,
        company_matches.match_status in ('review', 'ambiguous', 'conflict') as is_about_whole_firm,
        case when is_about_whole_firm then company_matches.match_status else 'conflict' end as match_status,
        case when is_about_whole_firm then company_matches.match_reason else at_stake.match_reason end as match_reason,
        coalesce(side_by_side.candidates, 0) as candidates,
        side_by_side.* exclude (side_by_side.company_id, side_by_side.candidates),
        {{ publication_columns() | indent(8) }}

    from at_stake

    inner join companies on at_stake.company_id = companies.company_id
    inner join company_matches on at_stake.company_id = company_matches.company_id
    left join side_by_side on at_stake.company_id = side_by_side.company_id

)

select * from queue
