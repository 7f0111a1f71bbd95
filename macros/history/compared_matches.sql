{# One row per award of either of two builds, `before` and `after`: what it was and is, and what changed. A recipient whose
   id is another now (former_recipients) is still the same recipient. A query. #}
{% macro compared_matches(before, after, recipients) -%}

    select
        coalesce(after_awards.award_id, before_awards.award_id) as award_id,
        before_awards.award_id is not null as was_in_input,
        after_awards.award_id is not null as is_in_input,
        coalesce(before_awards.match_status = 'accepted', false) as was_accepted,
        coalesce(after_awards.match_status = 'accepted', false) as is_accepted,
        before_awards.match_method as previous_method,
        after_awards.match_method,
        after_awards.recipient_id = coalesce(former_recipients.recipient_id, before_awards.recipient_id)
            as is_same_recipient,
        case
            when was_accepted and is_accepted and not is_same_recipient then 're-pointed'
            when was_accepted and is_accepted and previous_method <> after_awards.match_method then 'other method'
            when was_accepted and not is_accepted then 'lost'
            when is_accepted and not was_accepted then 'gained'
        end as change,
        case
            when change = 'gained' and not was_in_input then 'the award is new'
            when change = 'lost' and not is_in_input then 'the award is gone'
            when change in ('lost', 're-pointed') and former_recipients.is_gone then 'the recipient is gone'
            when change = 'gained' then 'another verdict on the award'
            when change = 'lost' then 'another verdict on the award'
            when change = 're-pointed' then 'another recipient was chosen'
            when change = 'other method' then previous_method || ' to ' || after_awards.match_method
        end as cause

    from {{ before }} as before_awards

    full outer join {{ after }} as after_awards on before_awards.award_id = after_awards.award_id

    left join ({{ former_recipients(before, after, recipients) }}) as former_recipients
        on before_awards.recipient_id = former_recipients.former_id

{%- endmacro %}
