{# The odds that a score means: 80 stands for 4 to 1. Scores beyond 99.99 are as good as that: they are rounded. #}
{% macro odds(score) -%}

    (least({{ score }}, 99.99) / (100 - least({{ score }}, 99.99)))

{%- endmacro %}
