{# 'ACME PHOTONICS INC' -> 'ACME PHOTONICS'; only at the end, 'CO OP LAB' keeps its CO, none is left of 'INC LLC'. #}
{% macro strip_legal_forms(words) -%}
    {%- set forms = lookup_rows('legal_forms') | map(attribute=0) | list -%}

    {%- if forms -%}
        regexp_replace({{ words }}, '(^| )({{ forms | join("|") }})( ({{ forms | join("|") }}))*$', '')
    {%- else -%}
        {{ words }}
    {%- endif -%}

{%- endmacro %}
