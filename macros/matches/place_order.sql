{# The closest place first. #}
{% macro place_order(place) -%}

    case {{ place }}
        when 'same zip' then 1
        when 'same city' then 2
        when 'same state' then 3
        when 'other city' then 4
        when 'state unknown' then 5
        when 'other state' then 6
    end

{%- endmacro %}
