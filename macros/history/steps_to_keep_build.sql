{# Statements that keep the enriched awards among these marts, if they are, as the build that later ones are compared with.
   They stand in the transaction that publishes: what is published is kept, whoever kills the run. Of old builds the
   awards go, the figures stay. #}
{% macro steps_to_keep_build(marts) %}

    {%- set steps = [] -%}

    {%- for awards in marts if awards.identifier == 'fct_enriched_awards' and not flags.EMPTY -%}

        {%- set builds, awards_of_builds = history_table('published_builds'), history_table('published_awards') -%}
        {%- set mark = kept_mark(adapter.get_relation(target.database, 'intermediate', 'int_award_matches')) or {} -%}

        {%- do steps.append('insert into ' ~ awards_of_builds ~ ' by name ' ~ awards_to_keep(awards)) -%}
        {%- do steps.append('insert into ' ~ builds ~ ' by name ' ~ build_to_keep(awards, mark)) -%}
        {%- do steps.append(
            'delete from ' ~ awards_of_builds ~ ' where dbt_invocation_id not in (select dbt_invocation_id from '
            ~ builds ~ ' order by build_number desc limit ' ~ var('history_builds_kept') ~ ')'
        ) -%}

    {%- endfor -%}

    {{ return(steps) }}

{% endmacro %}
