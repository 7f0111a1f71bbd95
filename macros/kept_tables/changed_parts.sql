{# The names of what a table was built from that is now another, new or gone; none: it stands as it would be built again. #}
{% macro changed_parts(mark, parts) %}

    {%- set before = dict(mark.code, **mark.inputs) -%}
    {%- set now = dict(parts.code, **parts.inputs) -%}
    {%- set changed = [] -%}

    {%- for name in dict(before, **now) if before.get(name) != now.get(name) -%}
        {%- do changed.append(name) -%}
    {%- endfor -%}

    {{ return(changed) }}

{% endmacro %}
