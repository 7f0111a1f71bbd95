-- depends_on: {{ ref('int_award_matches') }}
with

recipients as (

    select * from {{ ref('int_recipients') }}

),

award_matches as (

    select * from {{ ref('int_award_matches') }}

),

matched_awards as (

    select
        recipient_id,
        count(*) as awards,
        count(distinct company_id) as firms

    from award_matches

    where recipient_id is not null

    group by recipient_id

),

published as (

    select
        recipients.recipient_id,
        recipients.recipient_name,
        recipients.uei,
        recipients.duns,
        recipients.parent_uei,
        recipients.parent_duns,
        recipients.parent_name,
        recipients.city,
        recipients.state,
        recipients.zip5,
        recipients.is_non_entity,
        recipients.source_rows,
        recipients.identifier_conflict,
        coalesce(matched_awards.awards, 0) as sbir_awards,
        coalesce(matched_awards.firms, 0) as sbir_firms,
        {{ publication_columns() | indent(8) }}

    from recipients

    left join matched_awards on recipients.recipient_id = matched_awards.recipient_id

)

select * from published
