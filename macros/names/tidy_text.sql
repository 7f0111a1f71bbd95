{# '  Acme   Labs ' -> 'Acme Labs'; null when nothing is left. Few texts need the costly pattern. #}
{% macro tidy_text(text) -%}

    nullif(trim(
        case
            when contains({{ text }}, '  ')
                {%- for blank in [9, 10, 13, 160] %} or contains({{ text }}, chr({{ blank }})){% endfor %}
                then {{ regexp_replace_all(text, '[\\s\\x{00A0}]+', ' ') }}
            else {{ text }}
        end
    ), '')

{%- endmacro %}
