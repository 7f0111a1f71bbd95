{# Post-hook: writes on the table itself which run made it, under which settings. #}
{% macro note_settings() %}

    {%- set settings = {} -%}
    {%- for name in known_settings() -%}
        {%- do settings.update({name: var(name)}) -%}
    {%- endfor -%}

    {%- do write_mark(this, {'settings': settings}, invocation_id) -%}

{% endmacro %}
