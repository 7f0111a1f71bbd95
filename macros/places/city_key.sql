{# 'St. Louis ' -> 'ST LOUIS': cities are compared in capitals, letters only, without accents. #}
{% macro city_key(raw) -%}

    case
        when {{ is_all_of('upper(' ~ raw ~ ')', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') }} then nullif(upper({{ raw }}), '')
        else nullif(trim({{ regexp_replace_all('strip_accents(upper(' ~ raw ~ '))', '[^A-Z]+', ' ') }}), '')
    end

{%- endmacro %}
