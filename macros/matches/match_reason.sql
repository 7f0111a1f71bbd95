{# One line a person understands, for each status; over int_company_verdicts. #}
{% macro match_reason() -%}
    {%- set leading_to = "case match_method when 'name_fuzzy' then ' as ' when 'override' then '; it is ' else ' is of ' end" -%}
    {%- set differing = "case when is_uei_different then 'UEI' else 'DUNS' end || ' differs'" -%}

    case
        when match_status = 'accepted' then
            'Accepted: ' || evidence || {{ leading_to }} || recipient_name
            || case
                when match_method = 'uei_exact' and is_duns_confirming and is_award_number_confirming
                    then ', confirmed by DUNS and award number'
                when match_method = 'uei_exact' and is_duns_confirming then ', confirmed by DUNS'
                when is_award_number_confirming then ', confirmed by award number'
                else ''
            end
            || case
                when match_method = 'name_fuzzy' or coalesce(name_score, 100) >= {{ var('name_disagrees_below') }} then ''
                else ', though the names differ'
            end
        when match_status = 'conflict' and identifier_rival is not null
            then 'Conflict: ' || evidence || ' is of ' || recipient_name || ', but ' || identifier_rival
        when match_status = 'conflict' and match_method = 'award_id_exact' and not is_vetoed
            then 'Conflict: ' || evidence || ' is of ' || recipient_name || ', but ' || award_number_rival
        when match_status = 'conflict' and match_method = 'name_fuzzy'
            then 'Conflict: ' || recipient_name || ' fits (' || evidence || '), but its ' || {{ differing }}
        when match_status = 'conflict'
            then 'Conflict: ' || evidence || ' is of ' || recipient_name || ', but its ' || {{ differing }}
        when match_status = 'ambiguous'
            then concat('Ambiguous: ', recipient_name, ' (', match_score, '; ', evidence, ') and ', name_rival, ' are too close to call')
        when doubt is not null and match_status = 'review'
            then 'Review: ' || recipient_name || ' (' || evidence || ') is ' || doubt
        when match_status = 'review'
            then 'Review: the best candidate, ' || recipient_name || ' (' || evidence || '), scores ' || match_score
                || ', below {{ var("name_accept_score") }}'
        when match_status = 'unmatched' and is_vetoed
            then 'Unmatched: the best candidate, ' || recipient_name || ' (' || evidence || '), scores ' || match_score
                || ' only, and its ' || {{ differing }}
        when match_status = 'unmatched'
            then 'Unmatched: searched by every identifier and name, no candidate reaches {{ var("name_review_score") }}'
        else 'Unmatchable: no valid identifier and no usable name'
    end

{%- endmacro %}
