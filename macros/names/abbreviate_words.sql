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
                        when ends_with(word, 'S') and length(word) >= 5 and not ends_with(word, 'SS') then word[:-2]
                        else word
                    end
            end
        ),
        ' '
    )

{%- endmacro %}
