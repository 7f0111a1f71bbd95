{# How much worse than a published build new matches may be: a limit for each figure of regression_figures, and whether
   somebody accepted all that has changed since that very build, which lifts them. #}
{% macro regression_limits(build) %}

    {%- set accepted = var('accept_changes_since') -%}
    {%- set is_accepted = build is not none and accepted != '' and build == accepted -%}

    {{ return({
        'match_rate_fall': 1 if is_accepted else var('max_match_rate_fall'),
        'lost_share': 1 if is_accepted else var('max_lost_share'),
        'repointed_share': 1 if is_accepted else var('max_repointed_share'),
        'name_share_rise': 1 if is_accepted else var('max_name_share_rise'),
        'note': '; accepted by accept_changes_since' if is_accepted
            else '. scripts/compare_matches.py tells what changed; if it is meant to be so, accept_changes_since: '
            ~ build ~ ' accepts it',
    }) }}

{% endmacro %}
