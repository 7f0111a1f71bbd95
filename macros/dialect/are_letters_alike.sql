{# Whether the Jaro-Winkler similarity reaches a floor (above 0): several times cheaper than the similarity itself. #}
{% macro are_letters_alike(left_text, right_text, floor) -%}

    jaro_winkler_similarity({{ left_text }}, {{ right_text }}, {{ floor }}) > 0

{%- endmacro %}
