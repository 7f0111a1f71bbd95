{# on-run-end: when all went well and the enriched awards were published, keeps them as the build that later ones are
   compared with. One transaction: a run that is killed here leaves what was kept before. Of old builds the awards go. #}
{% macro keep_published_build(results) %}

    {%- set published = results | selectattr('status', 'equalto', 'success') | map(attribute='node.name') | list -%}
    {%- set unfit = results | selectattr('status', 'in', ['error', 'fail', 'skipped', 'runtime error', 'partial success']) -%}
    {%- set is_retry = modules.re.search('(^| )retry( |$)', flags.INVOCATION_COMMAND) -%}
    {%- set awards = adapter.get_relation(target.database, 'marts', 'fct_enriched_awards') -%}

    {%- if execute and awards and not flags.EMPTY and flags.WHICH in ['build', 'run'] and not unfit | list
        and ('fct_enriched_awards' in published or is_retry) -%}

        {%- set builds, awards_of_builds = history_table('published_builds'), history_table('published_awards') -%}
        {%- set mark = kept_mark(adapter.get_relation(target.database, 'intermediate', 'int_award_matches')) or {} -%}
        {%- set not_kept_yet = ' where dbt_invocation_id not in (select dbt_invocation_id from ' ~ builds ~ ')' -%}

        {%- do run_query(
            'begin transaction; '
            ~ 'insert into ' ~ awards_of_builds ~ ' by name ' ~ awards_to_keep(awards) ~ not_kept_yet ~ '; '
            ~ 'insert into ' ~ builds ~ ' by name ' ~ build_to_keep(awards, mark) ~ not_kept_yet
            ~ ' having count(*) > 0; '
            ~ 'delete from ' ~ awards_of_builds ~ ' where dbt_invocation_id not in (select dbt_invocation_id from '
            ~ builds ~ ' order by build_number desc limit ' ~ var('history_builds_kept') ~ '); '
            ~ 'commit'
        ) -%}

    {%- endif -%}

{% endmacro %}
