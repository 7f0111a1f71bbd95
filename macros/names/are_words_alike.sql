{# Equal, one typing error apart (two in long words), or one cut short: 'PHOTONIC' and 'PHTONIC', 'INSTRUM'. #}
{% macro are_words_alike(left_word, right_word) -%}

    case
        when {{ left_word }} = {{ right_word }} then true
        when least(length({{ left_word }}), length({{ right_word }})) < 4 then false
        when starts_with({{ left_word }}, {{ right_word }}) or starts_with({{ right_word }}, {{ left_word }}) then true
        -- The cheap comparison spares most pairs the dear one.
        when {{ jaro_winkler(left_word, right_word) }} < 0.8 then false
        else
            {{ edit_distance(left_word, right_word) }}
            <= case when least(length({{ left_word }}), length({{ right_word }})) >= 8 then 2 else 1 end
    end

{%- endmacro %}
