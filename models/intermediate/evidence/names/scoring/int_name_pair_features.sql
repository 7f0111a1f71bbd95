-- depends_on: {{ ref('name_match_weights') }}
{#- The weights are fitted by scripts/fit_match_weights.py and reviewed; a build never learns. -#}
{%- set weights = match_weights() %}

with

features as (

    select * from {{ ref('int_name_candidate_features') }}

),

weighed as (

    select
        *,
        {{ weights['intercept'] }}
        {%- for feature, weight in weights.items() if feature != 'intercept' %}
        + {{ weight }} * {{ feature }}
        {%- endfor %} as log_odds

    from features

),

scored as (

    select
        *,
        round(100 / (1 + exp(-log_odds)), 2)::double as match_score

    from weighed

),

-- A recipient is as good as its best name.
best_names as (

    select *

    from scored

    qualify
        row_number() over (
            partition by company_id, recipient_id
            order by match_score desc, name_score desc, recipient_name_key, company_name_key
        ) = 1

),

explained as (

    select
        *,
        {
            {%- for feature, weight in weights.items() if feature != 'intercept' %}
            '{{ feature }}': round({{ weight }} * {{ feature }}, 2) + 0{{ ',' if not loop.last }} {#- + 0: no minus zero #}
            {%- endfor %}
        } as contributions,
        count(*) over (partition by company_id) as candidates,
        row_number() over (
            partition by company_id
            order by match_score desc, name_score desc, recipient_id
        ) as candidate_rank

    from best_names

),

with_alternatives as (

    select
        *,
        max(match_score) filter (where candidate_rank = 1) over (partition by company_id) as best_score,
        max(match_score) filter (where candidate_rank = 2) over (partition by company_id) as second_best_score

    from explained

),

compared as (

    select
        * exclude (best_score, second_best_score),
        -- What the best of the others reaches.
        case when candidate_rank = 1 then second_best_score else best_score end as best_alternative_score

    from with_alternatives

)

select * from compared
