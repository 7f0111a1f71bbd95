{# Where recipients are looked up by the id that they had in an earlier build. By name, not by ref(): a gate that refers to
   a second model stops nothing. #}
{% macro known_recipients() %}

    {%- set relations = {} -%}
    {%- for role, model_name in {
        'entities': 'int_recipients', 'members': 'int_recipient_members', 'identifiers': 'int_recipient_identifiers'
    }.items() -%}
        {%- do relations.update({
            role: api.Relation.create(database=target.database, schema='intermediate', identifier=model_name)
        }) -%}
    {%- endfor -%}

    {{ return(relations) }}

{% endmacro %}
