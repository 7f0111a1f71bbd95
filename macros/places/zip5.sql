{# '02139-4307', '47906.0', '9999.0', '35811-Array', '021394307' -> five digits; null when there are not
   enough, or letters among them as in the postal codes of other countries. #}
{% macro zip5(raw) -%}
    {%- set digits = regexp_replace_all("split_part(split_part(" ~ raw ~ ", '-', 1), '.', 1)", '[^0-9]') -%}

    case
        when length({{ raw }}) = 5 and {{ is_all_of(raw, '0-9') }} then nullif({{ raw }}, '00000')
        when regexp_matches({{ raw }}, '^[^-.]*[A-Za-z]') then null
        when length({{ digits }}) between 3 and 5 then nullif(lpad({{ digits }}, 5, '0'), '00000')
        when length({{ digits }}) between 8 and 9 then nullif(lpad({{ digits }}, 9, '0')[:5], '00000')
    end

{%- endmacro %}
