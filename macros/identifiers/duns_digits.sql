{# '''051-041170''' -> '051041170', '51041170.0''' -> '051041170': stray marks off, lost leading zeros back. #}
{% macro duns_digits(raw) -%}
    {%- set digits = regexp_replace_all(regexp_replace_all(raw, '\\.0+[^0-9]*$'), '[^0-9]') -%}

    case
        when length({{ raw }}) = 9 and {{ is_all_of(raw, '0-9') }} then {{ raw }}
        when length({{ digits }}) between 5 and 9 then lpad({{ digits }}, 9, '0')
    end

{%- endmacro %}
