{# One row per gate that is on, for everything that must know whether all of them hold. #}
{% macro every_gate_measured(relation) -%}

    {{ match_rate_measured(relation, var('min_match_rate')) }}
    union all
    {{ completeness_measured(relation, var('min_completeness')) }}
    union all
    {{ awards_kept_measured(relation) }}
    {%- if var('min_match_rate_by') %}
    union all
    {{ slice_rates_measured(relation, var('min_match_rate_by')) }}
    {%- endif %}
    {%- if var('min_match_precision') %}
    union all
    {{ precision_measured(relation, var('min_match_precision')) }}
    {%- endif %}
    union all
    {{ regression_gate_measured(relation) }}

{%- endmacro %}
