{# The reviewed weight of each feature of a match by name, the intercept among them; while dbt only parses, none. #}
{% macro match_weights() %}

    {%- set weights = {'intercept': 0} -%}
    {%- for row in lookup_rows('name_match_weights') -%}
        {%- do weights.update({row['feature']: row['weight']}) -%}
    {%- endfor -%}

    {{ return(weights) }}

{% endmacro %}
