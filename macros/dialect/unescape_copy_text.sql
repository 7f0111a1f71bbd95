{# PostgreSQL COPY text: a backslash before t, n, r or itself; the doubled backslash is parked while the others go. #}
{% macro unescape_copy_text(text) -%}

    case
        when contains({{ text }}, '\') then
            replace(replace(replace(replace(replace(
                {{ text }}, '\\', chr(1)), '\t', chr(9)), '\n', chr(10)), '\r', chr(13)), chr(1), '\')
        else {{ text }}
    end

{%- endmacro %}
