{# 'R&D Dave''s A.B.C.-Labs' -> 'R AND D DAVES ABC LABS': letters and digits of any script, one space between. #}
{% macro name_words(text) -%}

    case
        -- Many are so already; the cheap look spares them the dear patterns.
        when regexp_full_match({{ text }}, '[A-Z0-9]+( [A-Z0-9]+)*') then {{ text }}
        else trim({{ regexp_replace_all(
            "replace(translate(" ~ text ~ ", '.''`’', ''), '&', ' AND ')",
            '[^\\pL\\pN]+', ' '
        ) }})
    end

{%- endmacro %}
