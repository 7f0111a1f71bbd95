{# What decides comes first, the strongest kind of it before the others; of the rest, whatever scores highest. Of equal
   evidence the recipient row that says more is taken, and at last the smaller id, so that no tie is left to chance. #}
{% macro evidence_order() -%}

    is_decisive desc,
    case when is_decisive then method_priority end,
    match_score desc,
    method_priority,
    name_score desc,
    recipient_uei is null,
    recipient_duns is null,
    recipient_state is null,
    recipient_id

{%- endmacro %}
