{# How sure a match by name is, 0 to 100: how alike the names are (0 to 100), whether their words agree, and the place.
   90, the default of name_accept_score, is reached at a name score of 80 when city or zip agree and every word does, of
   93 in the same state, and by an equal name of unknown state that one entity alone bears; the last two only by names
   that are not put together of common words. #}
{% macro name_match_score(pair, bearers) -%}
    {%- set is_rare = bearers ~ ".rarity >= " ~ var('name_rarity_floor') -%}

    round(
        case
            when {{ pair }}.word_agreement in ('both have others', 'another kind') then
                least({{ pair }}.name_score, 79)
                + case {{ pair }}.place when 'same zip' then 8 when 'same city' then 5 when 'same state' then 0 else -20 end
            when {{ pair }}.word_agreement in ('company has more', 'recipient has more') then
                case {{ pair }}.place
                    when 'same zip' then 86 + {{ pair }}.name_score / 20
                    when 'same city' then 84 + {{ pair }}.name_score / 20
                    when 'same state' then 70 + {{ pair }}.name_score / 10
                    else {{ pair }}.name_score - 20
                end
            when {{ pair }}.place in ('same zip', 'same city') then
                case
                    when {{ pair }}.name_score >= 80 then 90 + ({{ pair }}.name_score - 80) / 2
                    else {{ pair }}.name_score + 10
                end
            when {{ pair }}.place = 'same state' then
                case
                    when not {{ is_rare }} then least({{ pair }}.name_score, 88)
                    when {{ pair }}.name_score >= 93 then 90 + ({{ pair }}.name_score - 93) * 8 / 7
                    else 75 + ({{ pair }}.name_score - 80) * 15 / 13
                end
            when {{ pair }}.place = 'state unknown' then
                case
                    when {{ pair }}.name_score = 100 and {{ bearers }}.entities = 1 and {{ is_rare }} then 95
                    when {{ pair }}.name_score = 100 then 85
                    else {{ pair }}.name_score - 11
                end
            when {{ pair }}.name_score = 100 and {{ bearers }}.entities = 1 then 80
            else {{ pair }}.name_score - 21
        end,
        2
    )::double

{%- endmacro %}
