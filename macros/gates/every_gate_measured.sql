{# One row per gate, for everything that must know whether all of them hold. #}
{% macro every_gate_measured(relation) -%}

    {{ match_rate_measured(relation, var('min_match_rate')) }}
    union all
    {{ completeness_measured(relation, var('min_completeness')) }}
    union all
    {{ awards_kept_measured(relation) }}
    union all
    {{ match_rate_regression_measured(
        relation, last_published_awards(relation), known_recipients(), regression_limits()
    ) }}

{%- endmacro %}
