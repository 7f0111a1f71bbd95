{# '1250000.00' as a number, null if it is none; '(1200.00)' is how some ledgers write a negative amount. #}
{% macro read_amount(amount_text) -%}

    case
        when {{ amount_text }} like '(%)' then -try_cast({{ amount_text }}[2:-2] as decimal(18, 2))
        else try_cast({{ amount_text }} as decimal(18, 2))
    end

{%- endmacro %}
