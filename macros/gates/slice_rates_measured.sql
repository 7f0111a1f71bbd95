{# One row: does every slice reach the rate asked of it? A dimension may have one rate for all its values that have awards
   enough, or one for each value named; a value without any award is a failure, since nobody would see a misspelt one. #}
{% macro slice_rates_measured(relation, rates) -%}
    {%- set asked = [] -%}
    {%- for dimension, least in rates.items() -%}
        {%- for value, threshold in (least if least is mapping else {none: least}).items() -%}
            {%- do asked.append(slice_rate(relation, dimension, value, threshold)) -%}
        {%- endfor -%}
    {%- endfor %}

    select
        'match_rate_by_slice_gate' as gate,
        coalesce(arg_min(match_rate, match_rate - threshold), 0)::double as measured,
        coalesce(arg_min(threshold, match_rate - threshold), 0)::double as threshold,
        count(distinct dimension) = {{ rates | length }} and bool_and(awards > 0 and match_rate >= threshold) as is_met,
        coalesce(
            string_agg(
                dimension || ' ' || value || printf(': %.2f %% of %d awards', 100 * match_rate, awards)
                || printf(', min_match_rate_by is %.2f %%', 100 * threshold),
                '; ' order by dimension, value
            ) filter (where awards = 0 or match_rate < threshold),
            printf('%d slices in %d of {{ rates | length }} dimensions', count(*), count(distinct dimension))
            || ' reach min_match_rate_by; the others have fewer than {{ var("min_awards_per_slice") }} awards'
        ) as finding

    from ({{ asked | join('\n    union all\n    ') }})

{%- endmacro %}
