{# 0 to 1; used to rank candidates only, scores come from rapidfuzz. #}
{% macro jaro_winkler(left_text, right_text) -%}

    jaro_winkler_similarity({{ left_text }}, {{ right_text }})

{%- endmacro %}
