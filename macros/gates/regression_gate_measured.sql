{# One row: how these awards do beside the newest published build that they can be compared with. #}
{% macro regression_gate_measured(relation) -%}
    {%- set build = last_published_build(relation) -%}

    {{ match_rate_regression_measured(
        relation, published_awards(build) if build else none, known_to_matching(), regression_limits(build)
    ) }}

{%- endmacro %}
