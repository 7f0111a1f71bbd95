{# on-run-end: when all went well and the enriched awards were published, keeps them as the build that later ones are
   compared with. One transaction: a run that is killed here leaves what was kept before. Of old builds the awards go. #}
{% macro keep_published_build(results) %}

    {%- set published = results | selectattr('status', 'equalto', 'success') | map(attribute='node.name') | list -%}
    {%- set failed = results | selectattr('status', 'in', ['error', 'fail', 'skipped', 'runtime error', 'partial success']) | list -%}

    {%- if execute and not flags.EMPTY and not failed and flags.WHICH in ['build', 'run', 'retry']
        and ('fct_enriched_awards' in published or flags.WHICH == 'retry') -%}

        {%- set awards = adapter.get_relation(target.database, 'marts', 'fct_enriched_awards') -%}
        {%- set matches = adapter.get_relation(target.database, 'intermediate', 'int_award_matches') -%}
        {%- set mark = kept_mark(matches) or {} -%}

        {%- do run_query(
            'begin transaction; '
            ~ 'insert into ' ~ history_table('published_awards') ~ ' by name ' ~ awards_to_keep(awards) ~ '; '
            ~ 'insert into ' ~ history_table('published_builds') ~ ' by name ' ~ build_to_keep(awards, mark) ~ '; '
            ~ 'delete from ' ~ history_table('published_awards') ~ ' where dbt_invocation_id not in ('
            ~ 'select dbt_invocation_id from ' ~ history_table('published_builds')
            ~ ' order by build_number desc limit ' ~ var('history_builds_kept') ~ '); '
            ~ 'commit'
        ) -%}

    {%- endif -%}

{% endmacro %}
