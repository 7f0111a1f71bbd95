{# Equal, one typing error apart (two in long words), or one cut short: 'PHOTONIC' and 'PHTONIC', 'INSTRUM'. #}
{% macro are_words_alike(left_word, right_word) -%}
    {%- set is_long = "least(length(" ~ left_word ~ "), length(" ~ right_word ~ ")) >= 8" -%}

    case
        when {{ left_word }} = {{ right_word }} then true
        when least(length({{ left_word }}), length({{ right_word }})) < 4 then false
        when starts_with({{ left_word }}, {{ right_word }}) or starts_with({{ right_word }}, {{ left_word }}) then true
        -- The cheap comparisons spare most pairs the dear one.
        when not {{ are_letters_alike(left_word, right_word, 0.8) }} then false
        when {{ letter_distance(left_word, right_word) }} > case when {{ is_long }} then 3 else 2 end then false
        else {{ edit_distance(left_word, right_word) }} <= case when {{ is_long }} then 2 else 1 end
    end

{%- endmacro %}
