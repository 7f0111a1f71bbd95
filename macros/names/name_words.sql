{# 'R&D Dave''s A.B.C.-Labs' -> 'R AND D DAVES ABC LABS': letters and digits of any script, one space between. #}
{% macro name_words(text) -%}

    trim({{ regexp_replace_all(
        "replace(translate(" ~ text ~ ", '.''`’', ''), '&', ' AND ')",
        '[^\\pL\\pN]+', ' '
    ) }})

{%- endmacro %}
