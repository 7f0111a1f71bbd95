{# What tells why a match changed: the recipients of today under all their ids and identifiers, and what people ruled out.
   By name, not by ref(): a gate that refers to a second model stops nothing. #}
{% macro known_to_matching() %}

    {%- set relations = {} -%}
    {%- for role, model_name in {
        'entities': 'int_recipients', 'members': 'int_recipient_members', 'identifiers': 'int_recipient_identifiers',
        'decisions': 'int_match_decisions'
    }.items() -%}
        {%- do relations.update({
            role: api.Relation.create(database=target.database, schema='intermediate', identifier=model_name)
        }) -%}
    {%- endfor -%}
    {%- do relations.update({'ruled_out': ruled_out_by_decision(relations.decisions)}) -%}

    {{ return(relations) }}

{% endmacro %}
