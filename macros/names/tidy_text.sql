{# '  Acme   Labs ' -> 'Acme Labs'; null when nothing is left. Few texts need the costly pattern. #}
{% macro tidy_text(text) -%}

    nullif(trim(
        case
            when contains({{ text }}, '  ') or {{ text }} <> translate({{ text }}, chr(9) || chr(10) || chr(13) || chr(160), '')
                then {{ regexp_replace_all(text, '[\\s\\x{00A0}]+', ' ') }}
            else {{ text }}
        end
    ), '')

{%- endmacro %}
