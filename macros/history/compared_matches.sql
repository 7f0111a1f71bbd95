{# One row per award of either of two builds, `before` and `after`: what it was, what it is, what changed and why. A
   recipient that goes by another id now (former_recipients) is still the same recipient. A query. #}
{% macro compared_matches(before, after, known) -%}

    select
        coalesce(after_awards.award_id, before_awards.award_id) as award_id,
        before_awards.award_id is not null as was_in_input,
        after_awards.award_id is not null as is_in_input,
        coalesce(before_awards.match_status = 'accepted', false) as was_accepted,
        coalesce(after_awards.match_status = 'accepted', false) as is_accepted,
        before_awards.match_method as previous_method,
        after_awards.match_method as present_method,
        case
            when was_accepted and is_accepted
                and after_awards.recipient_id <> coalesce(former.present_id, before_awards.recipient_id)
                then 're-pointed'
            when was_accepted and is_accepted and previous_method <> present_method then 'other method'
            when was_accepted and not is_accepted then 'lost'
            when is_accepted and not was_accepted then 'gained'
        end as change,
        case
            when change = 'gained' and not was_in_input then 'new award'
            when change = 'lost' and not is_in_input then 'award gone'
            when change = 'other method' then previous_method || ' to ' || present_method
            when 'override' in (previous_method, present_method) or decisions.company_id is not null then 'decision'
            when change in ('lost', 're-pointed') and former.former_id is not null and former.present_id is null
                then 'recipient gone'
            when change in ('gained', 'lost') then 'other verdict'
            when change = 're-pointed' then 'other recipient'
        end as cause

    from {{ before }} as before_awards

    full outer join {{ after }} as after_awards on before_awards.award_id = after_awards.award_id

    left join ({{ former_recipients(before, after, known) }}) as former
        on before_awards.recipient_id = former.former_id

    left join {{ known.ruled_out }} as decisions
        on after_awards.company_id = decisions.company_id and former.present_id = decisions.recipient_id

{%- endmacro %}
