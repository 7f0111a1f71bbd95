{# ' abc123def456 ' -> 'ABC123DEF456'; null when nothing is left. #}
{% macro uei_characters(raw) -%}

    case
        when length({{ raw }}) = 12 and {{ is_all_of(raw, 'A-Z0-9') }} then {{ raw }}
        else nullif({{ regexp_replace_all('upper(' ~ raw ~ ')', '[^A-Z0-9]') }}, '')
    end

{%- endmacro %}
