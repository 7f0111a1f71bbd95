{# What stands at a path of a JSON document, as a type; null where nothing does, or something else.
   json_value('build', 'wall_seconds', 'double') #}
{% macro json_value(document, path, type) -%}

    try_cast({{ document }} ->> '$.{{ path }}' as {{ type }})

{%- endmacro %}
