{# A match by name scores what its features and the reviewed weights make, told feature by feature. #}
-- depends_on: {{ ref('name_match_weights') }}
with

features as (

    select * from {{ ref('int_name_pair_features') }}

),

weights as (

    select * from {{ ref('name_match_weights') }}

),

feature_values as (

    {%- for feature in match_weights() if feature != 'intercept' %}

    select
        company_id,
        recipient_id,
        '{{ feature }}' as feature,
        {{ feature }}::double as feature_value,
        contributions.{{ feature }}::double as contribution

    from features

    {%- if not loop.last %}

    union all
    {%- endif %}
    {%- else %}

    select
        company_id,
        recipient_id,
        'none' as feature,
        0.0 as feature_value,
        0.0 as contribution

    from features
    {%- endfor %}

),

added_up as (

    select
        feature_values.company_id,
        feature_values.recipient_id,
        sum(weights.weight * feature_values.feature_value) as weighted_sum,
        max(abs(weights.weight * feature_values.feature_value - feature_values.contribution)) as furthest_off

    from feature_values

    inner join weights on feature_values.feature = weights.feature

    group by feature_values.company_id, feature_values.recipient_id

),

intercept as (

    select weight from weights where feature = 'intercept'

),

wrong as (

    select
        features.company_id,
        features.recipient_id,
        features.match_score,
        added_up.weighted_sum,
        added_up.furthest_off

    from features

    cross join intercept

    left join added_up
        on features.company_id = added_up.company_id and features.recipient_id = added_up.recipient_id

    where
        added_up.company_id is null
        or abs(features.match_score - 100 / (1 + exp(-intercept.weight - added_up.weighted_sum))) > 0.0051
        or added_up.furthest_off > 0.0051

)

select * from wrong
