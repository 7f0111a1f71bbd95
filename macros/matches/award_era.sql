{# Which identifiers were asked for when: DUNS from 2008 on, which gave way to UEI on 4 April 2022. Null when it cannot be
   told: of a year alone, 2022 tells none. #}
{% macro award_era(award_date, award_year) -%}

    case
        when coalesce(year({{ award_date }}), {{ award_year }}) < 2008 then 'before 2008'
        when {{ award_date }} < date '2022-04-01' or ({{ award_date }} is null and {{ award_year }} < 2022)
            then '2008 to March 2022'
        when {{ award_date }} is not null or {{ award_year }} > 2022 then 'April 2022 on'
    end

{%- endmacro %}
