{# '''051-041170''' -> '051041170', '51041170.0''' -> '051041170': stray marks off, lost leading zeros back. #}
{% macro duns_digits(raw) -%}

    case
        when length({{ regexp_replace_all(regexp_replace_all(raw, '\\.0+[^0-9]*$'), '[^0-9]') }}) between 5 and 9
            then lpad({{ regexp_replace_all(regexp_replace_all(raw, '\\.0+[^0-9]*$'), '[^0-9]') }}, 9, '0')
    end

{%- endmacro %}
