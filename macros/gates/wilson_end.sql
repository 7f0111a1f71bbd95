{# One end of Wilson's interval of 95 % around a share, '-' the lower: 0.9 of 10 -> 0.596. Null stays null. #}
{% macro wilson_end(share, counted, side) -%}
    {%- set z = 1.959963984540054 %}

    (
        {{ share }} + {{ z }} ** 2 / (2 * {{ counted }})
        {{ side }} {{ z }} * sqrt({{ share }} * (1 - {{ share }}) / {{ counted }} + ({{ z }} / (2 * {{ counted }})) ** 2)
    ) / (1 + {{ z }} ** 2 / {{ counted }})

{%- endmacro %}
