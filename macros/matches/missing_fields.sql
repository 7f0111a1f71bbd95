{# Which of the fields an award lacks without which it says little: 'agency, award_year', or 'nothing missing'. #}
{% macro missing_fields(awards) -%}

    coalesce(nullif(concat_ws(
        ', '
        {%- for field in ['company_name', 'agency', 'phase', 'program', 'award_year', 'award_amount'] %},
        case when {{ awards }}.{{ field }} is null then '{{ field }}' end
        {%- endfor %}
    ), ''), 'nothing missing')

{%- endmacro %}
