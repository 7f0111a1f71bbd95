{# One row: the share of accepted awards, always, also of none: an empty table misses the gate. #}
{% macro match_rate_measured(relation, threshold) -%}

    select
        'match_rate_gate' as gate,
        coalesce(count(*) filter (where match_status = 'accepted') / nullif(count(*), 0), 0)::double as measured,
        {{ threshold }}::double as threshold,
        measured >= {{ threshold }} and count(*) > 0 as is_met,
        printf(
            'match rate %.2f %% (%d of %d awards accepted), min_match_rate is %.2f %%',
            100 * measured, count(*) filter (where match_status = 'accepted'), count(*), 100 * {{ threshold }}::double
        ) as finding

    from {{ relation }}

{%- endmacro %}
