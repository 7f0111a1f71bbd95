{# 'G D A SYSTEM' -> 'GDA SYSTEM': each single letter is tied to what follows, ties between letters close up. #}
{% macro merge_initials(words) -%}

    case
        when regexp_matches({{ words }}, '\b[A-Z] [A-Z]\b') then replace(
            {{ regexp_replace_all(regexp_replace_all(words, '\\b([A-Z]) ', '\\1~'), '~([A-Z])\\b', '\\1') }},
            '~', ' '
        )
        else {{ words }}
    end

{%- endmacro %}
