{# 'G D A SYSTEM' -> 'GDA SYSTEM', '3 M' -> '3M': a single letter or digit is tied to the next, and the ties close up. #}
{% macro merge_initials(words) -%}

    case
        when regexp_matches({{ words }}, '\b[A-Z0-9] [A-Z0-9]\b') then replace(
            {{ regexp_replace_all(regexp_replace_all(words, '\\b([A-Z0-9]) ', '\\1~'), '~([A-Z0-9])\\b', '\\1') }},
            '~', ' '
        )
        else {{ words }}
    end

{%- endmacro %}
