{# Of published awards what later builds are compared with; a query. #}
{% macro awards_to_keep(awards) -%}

    select
        dbt_invocation_id,
        award_id,
        company_name,
        agency,
        {{ award_era('award_date', 'award_year') }} as era,
        award_year,
        award_amount,
        match_status,
        match_method,
        match_score,
        recipient_id,
        recipient_name,
        recipient_uei,
        recipient_duns

    from {{ awards }}

{%- endmacro %}
