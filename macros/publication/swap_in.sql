{# Each table that waits takes the name of the published one, and the build is kept to compare with; one transaction. #}
{% macro swap_in(relations) %}

    {%- set steps = [] -%}
    {%- for relation in relations -%}
        {%- do steps.append('drop table if exists ' ~ relation) -%}
        {%- do steps.append('alter table ' ~ unpublished_relation(relation) ~ ' rename to ' ~ adapter.quote(relation.identifier)) -%}
    {%- endfor -%}

    {%- set steps = steps + steps_to_keep_build(relations) -%}

    {%- do run_query('begin transaction; ' ~ steps | join('; ') ~ '; commit') -%}

    {%- for relation in relations -%}
        {%- if load_cached_relation(relation) -%} {%- do adapter.cache_dropped(relation) -%} {%- endif -%}
        {%- do adapter.cache_renamed(unpublished_relation(relation), relation) -%}
    {%- endfor -%}

{% endmacro %}
