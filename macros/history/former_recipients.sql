{# One row per recipient that an award had before and has not now: the id it goes by now, if it is still among the
   recipients. A row that was united with others goes by their id; one that was given a UEI by another hash. A query. #}
{% macro former_recipients(before, after, known) -%}

    select
        former.former_id,
        coalesce(
            any_value(entities.recipient_id),
            any_value(members.recipient_id),
            min(ueis.recipient_id),
            min(duns_numbers.recipient_id)
        ) as present_id

    from (
        select distinct
            before_awards.recipient_id as former_id,
            before_awards.recipient_uei as former_uei,
            before_awards.recipient_duns as former_duns

        from {{ before }} as before_awards

        inner join {{ after }} as after_awards on before_awards.award_id = after_awards.award_id

        where
            before_awards.match_status = 'accepted'
            and before_awards.recipient_id is distinct from after_awards.recipient_id
    ) as former

    left join {{ known.entities }} as entities on former.former_id = entities.recipient_id

    left join {{ known.members }} as members on former.former_id = members.recipient_hash

    left join {{ known.identifiers }} as ueis
        on former.former_uei = ueis.identifier and ueis.identifier_type = 'uei'

    left join {{ known.identifiers }} as duns_numbers
        on former.former_duns = duns_numbers.identifier and duns_numbers.identifier_type = 'duns'

    group by former.former_id

{%- endmacro %}
