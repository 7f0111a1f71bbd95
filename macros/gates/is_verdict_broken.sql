{# No status, an accepted award without recipient, method or score, or one not accepted that bears a recipient. #}
{% macro is_verdict_broken() -%}

    coalesce(
        case
            when match_status = 'accepted' then
                company_id is null or recipient_id is null or match_method is null
                or match_score is null or match_score not between 0 and 100
            else recipient_id is not null or match_method is not null
        end
        or match_status not in ('accepted', 'review', 'ambiguous', 'conflict', 'unmatched', 'unmatchable'),
        true
    )

{%- endmacro %}
