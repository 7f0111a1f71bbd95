{# One row: the counts and shares that tell whether matches became worse than the last published ones. A query. #}
{% macro regression_figures(relation, published, known) -%}

    select
        count(*) filter (where was_in_input) as awards_before,
        count(*) filter (where is_in_input) as awards_after,
        count(*) filter (where was_accepted) as accepted_before,
        count(*) filter (where is_accepted) as accepted_after,
        -- Neither an award that is gone from the input nor what a person decided is a fault of matching.
        count(*) filter (where change = 'lost' and cause not in ('award gone', 'decision')) as lost,
        count(*) filter (where change = 're-pointed' and cause <> 'decision') as repointed,
        count(*) filter (where change = 'gained') as gained,
        coalesce(accepted_before / nullif(awards_before, 0), 0) as rate_before,
        coalesce(accepted_after / nullif(awards_after, 0), 0) as rate_after,
        round(rate_before - rate_after, 9) as match_rate_fall,
        round(coalesce(lost / nullif(accepted_before, 0), 0), 9) as lost_share,
        round(coalesce(repointed / nullif(accepted_before, 0), 0), 9) as repointed_share,
        round(coalesce(
            count(*) filter (where is_accepted and present_method = 'name_fuzzy') / nullif(accepted_after, 0)
            - count(*) filter (where was_accepted and previous_method = 'name_fuzzy') / nullif(accepted_before, 0),
            0
        ), 9) as name_share_rise,
        (select max(built_at) from {{ published }}) as built_at

    from ({{ compared_matches(published, relation, known) }})

{%- endmacro %}
