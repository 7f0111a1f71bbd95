{# What a reader should know beside the status, in alphabetical order, '' when nothing; over int_company_verdicts. #}
{% macro match_flags() -%}

    concat_ws(
        ',',
        case when is_award_number_confirming then 'award_number_confirms' end,
        case
            when match_method <> 'award_id_exact' and award_number_rival is not null
                then 'award_number_disagrees'
        end,
        case when match_method = 'uei_exact' and is_duns_confirming then 'duns_confirms' end,
        case when match_status = 'accepted' and is_duns_different then 'duns_differs' end,
        case
            when
                match_status in ('accepted', 'conflict') and match_method <> 'name_fuzzy'
                and coalesce(name_score, 0) < {{ var('name_disagrees_below') }}
                then 'name_disagrees'
        end,
        case when has_several_duns then 'several_duns' end,
        case when has_several_names then 'several_names' end,
        case when has_twin then 'several_recipient_rows' end
    )

{%- endmacro %}
