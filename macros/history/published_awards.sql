{# The awards as one build published them: a query, in brackets. #}
{% macro published_awards(build) -%}

    (
        select
            awards.*,
            builds.built_at

        from {{ history_table('published_awards') }} as awards

        inner join {{ history_table('published_builds') }} as builds
            on awards.dbt_invocation_id = builds.dbt_invocation_id

        where awards.dbt_invocation_id = '{{ build or "" }}'
    )

{%- endmacro %}
