{# One row: does the lower end of the precision of each method reach what is asked of it? An unknown one does not. #}
{% macro precision_measured(relation, least) -%}

    select
        'match_precision_gate' as gate,
        coalesce(arg_min(coalesce(precision_low, 0), coalesce(precision_low, 0) - asked.threshold), 0)::double as measured,
        coalesce(arg_min(asked.threshold, coalesce(precision_low, 0) - asked.threshold), 0)::double as threshold,
        coalesce(bool_and(coalesce(precision_low >= asked.threshold, false)), true) as is_met,
        coalesce(string_agg(
            asked.match_method || ' ' || {{ precision_in_words() | indent(12) }}
            || printf(', min_match_precision is %.2f %%', 100 * asked.threshold),
            '; ' order by asked.match_method
        ), 'no firm was matched by the methods asked for') as finding

    from (
        {%- for method, threshold in least.items() %}
        select '{{ method }}' as match_method, {{ threshold }}::double as threshold
        {%- if not loop.last %}
        union all
        {%- endif %}
        {%- endfor %}
    ) as asked

    inner join ({{ precision_by_method(relation) | indent(4) }}) as known on asked.match_method = known.match_method

    where known.accepted_firms > 0

{%- endmacro %}
