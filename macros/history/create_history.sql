{# on-run-start: the tables in which published builds are kept, before anything looks for them. dbt makes models anew; no
   dbt command makes these anew, `--full-refresh` neither. #}
{% macro create_history() %}

    create schema if not exists {{ adapter.quote(target.database) }}.history;

    create table if not exists {{ history_table('published_builds') }} (
        build_number bigint not null,
        dbt_invocation_id varchar not null,
        matches_invocation_id varchar,
        built_at timestamp not null,
        published_at timestamp not null,
        award_data varchar not null,
        awards bigint not null,
        accepted_awards bigint not null,
        award_amount decimal(18, 2) not null,
        accepted_award_amount decimal(18, 2) not null,
        settings json not null,
        sources json not null
    );

    create table if not exists {{ history_table('published_awards') }} (
        dbt_invocation_id varchar not null,
        award_id varchar not null,
        company_name varchar,
        agency varchar,
        era varchar,
        award_year integer,
        award_amount decimal(18, 2),
        match_status varchar not null,
        match_method varchar,
        match_score double,
        recipient_id varchar,
        recipient_name varchar,
        recipient_uei varchar,
        recipient_duns varchar
    )

{% endmacro %}
