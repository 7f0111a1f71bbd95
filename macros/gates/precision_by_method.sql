{# One row per method, and one for all: the share of accepted firms that are right, as labels tell it, with the interval
   of 95 %; null where no label does. A label counts as many firms as it stands for. Wilson's interval (1927) is taken at
   the effective number of labels, (sum of weights)^2 / sum of squared weights (Kish 1992, J. Off. Stat. 8). #}
{% macro precision_by_method(relation) -%}

    with

    by_method as (

        {{ labels_by_method(relation) | indent(8) }}

    ),

    with_all as (

        select * from by_method
        union all
        -- The labels of a method together stand for all firms accepted by it.
        select
            'all methods' as match_method,
            {% for count in ['accepted', 'right', 'wrong', 'unsure', 'sampled'] -%}
            coalesce(sum({{ count }}_firms), 0)::bigint as {{ count }}_firms,
            {% endfor -%}
            case when count(*) = count(weight) then sum(accepted_firms) end as weight,
            sum(accepted_firms * right_weight / weight) as right_weight,
            sum(squared_weight * (accepted_firms / weight) ** 2) as squared_weight
        from by_method

    ),

    estimated as (

        select
            * exclude (weight, right_weight, squared_weight),
            weight ** 2 / squared_weight as effective_labels,
            right_weight / weight as precision

        from with_all

    )

    select
        *,
        {{ wilson_end('precision', 'effective_labels', '-') }} as precision_low,
        {{ wilson_end('precision', 'effective_labels', '+') }} as precision_high

    from estimated

{%- endmacro %}
