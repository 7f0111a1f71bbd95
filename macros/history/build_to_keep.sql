{# One row: what was published, by which run, under which settings and from which files (`mark`, see note_origin). A query. #}
{% macro build_to_keep(awards, mark) -%}

    select
        coalesce((select max(build_number) from {{ history_table('published_builds') }}), 0) + 1 as build_number,
        max(dbt_invocation_id) as dbt_invocation_id,
        '{{ mark.dbt_invocation_id }}' as matches_invocation_id,
        max(built_at) as built_at,
        now() at time zone 'UTC' as published_at,
        '{{ var("sbir_award_data") | replace("'", "''") }}' as award_data,
        count(*) as awards,
        count(*) filter (where match_status = 'accepted') as accepted_awards,
        coalesce(sum(award_amount), 0) as award_amount,
        coalesce(sum(award_amount) filter (where match_status = 'accepted'), 0) as accepted_award_amount,
        '{{ tojson(mark.settings or {}, sort_keys=true) | replace("'", "''") }}' as settings,
        '{{ tojson(mark.sources or [], sort_keys=true) | replace("'", "''") }}' as sources

    from {{ awards }}

{%- endmacro %}
