{# Insertions, deletions, substitutions and swaps of neighbours that lead from one text to the other. #}
{% macro edit_distance(left_text, right_text) -%}

    damerau_levenshtein({{ left_text }}, {{ right_text }})

{%- endmacro %}
