{%- set dimensions = ['overall', 'agency', 'branch', 'phase', 'program', 'award_year', 'era', 'state', 'company_size',
    'identifier_type', 'uei_quality', 'duns_quality', 'missing_fields', 'match_method', 'match_status', 'confidence'] -%}
{%- set statuses = ['accepted', 'review', 'ambiguous', 'conflict', 'unmatched', 'unmatchable'] -%}
{%- set methods = ['override', 'uei_exact', 'duns_exact', 'award_id_exact', 'name_fuzzy'] %}

with

award_matches as (

    select * from {{ ref('int_award_matches') }}

),

with_confidence as (

    select
        *,
        {{ confidence_bin('match_score') | indent(8) }} as confidence

    from award_matches

),

by_dimension as (
    {% for dimension in dimensions %}

    select
        '{{ dimension }}' as dimension,
        coalesce({{ dimension }}, 'not given') as value,
        {{ match_counts(statuses, methods) | indent(8) | trim }},
        count(*) filter (where is_complete) as complete_awards

    from with_confidence

    group by {{ dimension }}

    {% if not loop.last %}union all{% endif %}
    {%- endfor %}
),

rated as (

    select
        *,
        matched_awards / awards as match_rate,
        awards / sum(awards) over (partition by dimension) as award_share,
        complete_awards / awards as completeness,
        matched_firms / firms as firm_match_rate,
        (matched_award_amount / nullif(award_amount, 0))::double as amount_match_rate,
        {{ publication_columns() | indent(8) }}

    from by_dimension

)

select * from rated
