{# One row: how much worse the matches are than the last published ones. `published` is none, or without rows, when there
   are none to compare with. #}
{% macro match_rate_regression_measured(relation, published, known, limits) -%}
    {%- set first = 'no earlier published build of these awards to compare with: this is the first' -%}
    {%- set gate = "'match_rate_regression_gate' as gate" -%}

    {%- if not published %}

    select {{ gate }}, 0.0 as measured, {{ limits.match_rate_fall }} as threshold, true as is_met, '{{ first }}' as finding

    {%- else %}

    select
        {{ gate }},
        match_rate_fall::double as measured,
        {{ limits.match_rate_fall }}::double as threshold,
        awards_before = 0 or (
            awards_after > 0
            {%- for figure in ['match_rate_fall', 'lost_share', 'repointed_share', 'name_share_rise'] %}
            and {{ figure }} <= {{ limits[figure] }}
            {%- endfor %}
        ) as is_met,
        case
            when awards_before = 0 then '{{ first }}'
            else printf(
                'match rate %.2f %%, in the build of %s UTC %.2f %% (%+.2f points, max_match_rate_fall is %.2f); '
                || 'of its %d accepted awards %d lost (%.2f %%, max_lost_share is %.2f %%), '
                || '%d re-pointed (%.2f %%, max_repointed_share is %.2f %%); '
                || 'accepted by name alone %+.2f points (max_name_share_rise is %.2f); %d gained',
                100 * rate_after, strftime(built_at, '%Y-%m-%d %H:%M'), 100 * rate_before, 100 * (rate_after - rate_before),
                100 * {{ limits.match_rate_fall }}::double,
                accepted_before, lost, 100 * lost_share, 100 * {{ limits.lost_share }}::double,
                repointed, 100 * repointed_share, 100 * {{ limits.repointed_share }}::double,
                100 * name_share_rise, 100 * {{ limits.name_share_rise }}::double, gained
            ) || case when not is_met or {{ limits.match_rate_fall }} = 1 then '{{ limits.note }}' else '' end
        end as finding

    from ({{ regression_figures(relation, published, known) }})
    {%- endif %}

{%- endmacro %}
