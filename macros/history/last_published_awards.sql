{# The awards of the newest published build that these can be compared with, as a query in brackets; none: there is none. #}
{% macro last_published_awards(awards) %}

    {%- set build = last_published_build(awards) -%}

    {{ return(published_awards(build) if build else none) }}

{% endmacro %}
