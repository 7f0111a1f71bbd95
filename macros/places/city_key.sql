{# 'St. Louis ' -> 'ST LOUIS': cities are compared in capitals, letters only, without accents. #}
{% macro city_key(raw) -%}

    case
        -- Nearly all are so already, and the pattern that mends the others is dear.
        when regexp_full_match(upper({{ raw }}), '[A-Z]+( [A-Z]+)*') then upper({{ raw }})
        else nullif(trim({{ regexp_replace_all('strip_accents(upper(' ~ raw ~ '))', '[^A-Z]+', ' ') }}), '')
    end

{%- endmacro %}
