{# How sure a match by name is, 0 to 100, from how alike the names are (0 to 100) and whether the place agrees.
   Reaches 90, the default of name_accept_score, where labelled pairs were right 98 times in 100 or more: at a name
   score of 80 when city or zip agree, of 93 in the same state, and for a name only one entity bears, when equal. #}
{% macro name_match_score(name_score, place, is_only_bearer) -%}

    round(
        case
            when {{ place }} in ('same zip', 'same city') then
                case
                    when {{ name_score }} >= 80 then 90 + ({{ name_score }} - 80) / 2
                    else {{ name_score }} + 10
                end
            when {{ place }} = 'same state' then
                case
                    when {{ name_score }} >= 93 then 90 + ({{ name_score }} - 93) * 8 / 7
                    else 75 + ({{ name_score }} - 80) * 15 / 13
                end
            when {{ place }} = 'state unknown' then
                case
                    when {{ name_score }} = 100 and {{ is_only_bearer }} then 95
                    when {{ name_score }} = 100 then 85
                    else {{ name_score }} - 11
                end
            when {{ name_score }} = 100 and {{ is_only_bearer }} then 80
            else {{ name_score }} - 21
        end,
        2
    )::double

{%- endmacro %}
