{# How much worse than the last published matches new ones may be: setting by figure of regression_figures. #}
{% macro regression_limits() %}

    {{ return({
        'match_rate_fall': var('max_match_rate_fall'),
        'lost_share': var('max_lost_share'),
        'repointed_share': var('max_repointed_share'),
        'name_share_rise': var('max_name_share_rise'),
    }) }}

{% endmacro %}
