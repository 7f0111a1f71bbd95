{# One row: the share of awards whose required fields are filled; a broken verdict counts as an incomplete award. #}
{% macro completeness_measured(relation, threshold) -%}

    select
        'match_completeness_gate' as gate,
        coalesce(count(*) filter (
            where is_complete and not {{ is_verdict_broken() }}
        ) / nullif(count(*), 0), 0)::double as measured,
        {{ threshold }}::double as threshold,
        measured >= {{ threshold }}
        and count(*) > 0
        and count(*) filter (where {{ is_verdict_broken() }}) = 0 as is_met,
        printf(
            '%.2f %% of %d awards complete, min_completeness is %.2f %%; %d verdicts without what they need',
            100 * measured, count(*), 100 * {{ threshold }}::double, count(*) filter (where {{ is_verdict_broken() }})
        ) as finding

    from {{ relation }}

{%- endmacro %}
