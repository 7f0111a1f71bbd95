{# Awards, firms and dollars of a slice, and its awards by status and by method. #}
{% macro match_counts(statuses, methods) -%}

    count(*) as awards,
    count(*) filter (where match_status = 'accepted') as matched_awards,
    count(distinct company_id) as firms,
    count(distinct company_id) filter (where match_status = 'accepted') as matched_firms,
    coalesce(sum(award_amount), 0)::decimal(18, 2) as award_amount,
    coalesce(sum(award_amount) filter (where match_status = 'accepted'), 0)::decimal(18, 2) as matched_award_amount,
    {% for status in statuses -%}
    count(*) filter (where match_status = '{{ status }}') as {{ status }},
    {% endfor -%}
    {% for method in methods -%}
    count(*) filter (where match_method = '{{ method }}') as {{ method }}{{ ',' if not loop.last }}
    {% endfor -%}

{%- endmacro %}
