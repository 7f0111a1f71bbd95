{# The pairs of firm and recipient that somebody decided are different or unsure, and that are heeded; in brackets. #}
{% macro ruled_out_by_decision(decisions) -%}

    (
        select
            company_id,
            recipient_id

        from {{ decisions }}

        where is_in_force and verdict in ('different', 'unsure')
    )

{%- endmacro %}
