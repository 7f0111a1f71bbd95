{# 'THE ACME AND SONS' -> 'ACME SONS': AND anywhere between words, one THE at the start or else at the end. #}
{% macro strip_small_words(words) -%}

    case
        when contains({{ words }}, 'THE ') or contains({{ words }}, ' THE')
            then regexp_replace(replace({{ words }}, ' AND ', ' '), '^THE (.)|(.) THE$', '\1\2')
        else replace({{ words }}, ' AND ', ' ')
    end

{%- endmacro %}
