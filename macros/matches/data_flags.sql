{# What is odd about an award row as it was read, in alphabetical order, '' when nothing. #}
{% macro data_flags(awards) -%}

    concat_ws(
        ',',
        case when {{ awards }}.is_award_amount_unread then 'amount_unread' end,
        case when {{ awards }}.company_name_problem is not null then 'company_name_unusable' end,
        case when {{ awards }}.is_award_date_unread then 'date_unread' end,
        case when {{ awards }}.duns_problem is not null then 'duns_invalid' end,
        case when {{ awards }}.is_exact_duplicate then 'exact_duplicate' end,
        case when {{ awards }}.uei_problem is not null then 'uei_invalid' end,
        case when {{ awards }}.is_award_year_unread then 'year_unread' end
    )

{%- endmacro %}
