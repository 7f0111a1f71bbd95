{# 'ACME 2 LAB III' -> '2 III': the words that tell ACME 2 from ACME 3. #}
{% macro number_words(name_key) -%}

    array_to_string(
        list_sort(list_filter(
            string_split({{ name_key }}, ' '),
            lambda word: regexp_matches(word, '[0-9]') or word in ('II', 'III', 'IV', 'VI', 'VII', 'VIII')
        )),
        ' '
    )

{%- endmacro %}
