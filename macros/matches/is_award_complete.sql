{# Are the fields filled without which an award says little? #}
{% macro is_award_complete(awards) -%}

    {{ awards }}.company_name is not null
    and {{ awards }}.agency is not null
    and {{ awards }}.phase is not null
    and {{ awards }}.program is not null
    and {{ awards }}.award_year is not null
    and {{ awards }}.award_amount is not null

{%- endmacro %}
