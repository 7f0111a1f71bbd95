{# One row per gate, for everything that must know whether all of them hold. #}
{% macro every_gate_measured(relation) -%}

    {{ match_rate_measured(relation, var('min_match_rate')) }}
    union all
    {{ completeness_measured(relation, var('min_completeness')) }}
    union all
    {{ awards_kept_measured(relation) }}
    union all
    {{ regression_gate_measured(relation) }}

{%- endmacro %}
