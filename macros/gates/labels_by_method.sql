{# One row per method: the firms that matching by itself accepts by it, and what the labelled ones among them weigh. #}
{% macro labels_by_method(relation) -%}

    select
        match_method,
        count(*) as accepted_firms,
        count(*) filter (where label = 'same') as right_firms,
        count(*) filter (where label = 'different') as wrong_firms,
        count(*) filter (where label = 'unsure') as unsure_firms,
        count(*) filter (where is_label_sampled and label <> 'unsure') as sampled_firms,
        sum(label_weight) filter (where label in ('same', 'different')) as weight,
        coalesce(sum(label_weight) filter (where label = 'same'), 0) as right_weight,
        sum(label_weight ** 2) filter (where label in ('same', 'different')) as squared_weight

    from (
        select
            coalesce(
                max(labelled_method), max(match_method) filter (where match_method <> 'override')
            ) as match_method,
            max(label) as label,
            max(label_weight) as label_weight,
            bool_or(is_label_sampled) as is_label_sampled

        from {{ relation }}

        group by company_id
    )

    where match_method is not null

    group by match_method

{%- endmacro %}
