{# The dbt_invocation_id of the newest published build that these awards can be compared with: one of the same
   `sbir_award_data`, or with an award in common. None: there is none. What was published of the matches of one run can
   be left out: it is no earlier build to them. #}
{% macro last_published_build(awards, but_not_matches_of=none) %}

    {%- if not execute or not adapter.get_relation(target.database, 'history', 'published_builds') -%}
        {{ return(none) }}
    {%- endif -%}

    {%- for build, matches_of, award_data in run_query(
        'select dbt_invocation_id, matches_invocation_id, award_data from ' ~ history_table('published_builds')
        ~ ' order by build_number desc'
    ).rows if matches_of is none or matches_of != but_not_matches_of -%}
        {#- The awards of the oldest builds are no longer kept. -#}
        {%- if run_query(
            "select 1 from " ~ history_table('published_awards')
            ~ (' semi join ' ~ awards ~ ' using (award_id)' if award_data != var('sbir_award_data') else '')
            ~ " where dbt_invocation_id = '" ~ build ~ "' limit 1"
        ).rows -%}
            {{ return(build) }}
        {%- endif -%}
    {%- endfor -%}

    {{ return(none) }}

{% endmacro %}
