{%- set rules = verdict_rules() %}

with

companies as (

    select * from {{ ref('int_companies') }}

),

best as (

    select * from {{ ref('int_best_evidence') }}

),

rivalry as (

    select * from {{ ref('int_rivalry') }}

),

confirmations as (

    select * from {{ ref('int_confirmations') }}

),

-- A firm that somebody decided on is judged twice: with the decisions, and as if there were none.
judged as (

    select *, company_id as verdict_id, false as is_undecided from companies
    union all
    select companies.*, best.company_id as verdict_id, true as is_undecided
    from companies
    inner join best on {{ undecided_id('companies.company_id') }} = best.company_id

),

weighed as (

    select
        judged.verdict_id as company_id,
        judged.is_undecided,
        judged.name_key is not null as has_usable_name,
        judged.uei is not null or judged.duns is not null as has_identifier,
        judged.duns_numbers > 1 as has_several_duns,
        judged.names > 1 as has_several_names,

        best.recipient_id,
        best.recipient_name,
        best.match_method,
        best.match_score,
        best.name_score,
        best.evidence,
        best.is_vetoed,
        best.is_uei_different,
        best.is_duns_different,
        best.doubt,

        rivalry.identifier_rival,
        rivalry.award_number_rival,
        rivalry.name_rival,
        coalesce(rivalry.has_twin, false) as has_twin,
        coalesce(confirmations.is_duns_confirming, false) or coalesce(rivalry.is_duns_of_twin, false)
            as is_duns_confirming,
        coalesce(confirmations.is_award_number_confirming, false)
        or coalesce(rivalry.is_award_number_of_twin, false) as is_award_number_confirming

    from judged

    left join best on judged.verdict_id = best.company_id

    left join rivalry on judged.verdict_id = rivalry.company_id

    left join confirmations on judged.verdict_id = confirmations.company_id

),

decided as (

    select
        *,
        case
            {% for rule in rules -%}
            when {{ rule.when }} then '{{ rule.status }}'
            {% endfor %}
        end as match_status,
        case
            {% for rule in rules -%}
            when {{ rule.when }} then '{{ rule.rule }}'
            {% endfor %}
        end as match_rule

    from weighed

)

select * from decided
