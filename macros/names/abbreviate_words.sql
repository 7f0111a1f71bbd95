{# 'ADVANCED SYSTEMS' -> 'ADV SYSTEM': the usual short form of each word, and no plural S. #}
{% macro abbreviate_words(words) -%}

    array_to_string(
        list_transform(
            string_split({{ words }}, ' '),
            lambda word: case word
                {% for word, abbreviation in lookup_rows('name_abbreviations') -%}
                    when '{{ word }}' then '{{ abbreviation }}'
                {% endfor -%}
                else
                    case
                        when length(word) >= 5 and word[-1] = 'S' and word[-2] <> 'S' then word[:-2]
                        else word
                    end
            end
        ),
        ' '
    )

{%- endmacro %}
