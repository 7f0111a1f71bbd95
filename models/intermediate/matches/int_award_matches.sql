{{ config(post_hook="{{ note_origin() }}") }}

with

awards as (

    select * from {{ ref('stg_sbir__awards') }}

),

company_awards as (

    select * from {{ ref('int_company_awards') }}

),

company_matches as (

    select * from {{ ref('int_company_matches') }}

),

award_conflicts as (

    select * from {{ ref('int_award_conflicts') }}

),

rejected_awards as (

    select * from {{ ref('int_rejected_rows') }} where source_name = 'sbir.award_data' and is_record

),

-- Beside the awards stand the counts they must add up to: a gate may look at this model alone.
rows_read as (

    select
        coalesce(sum(records), 0)::bigint as rows_in_files,
        (select count(*) from rejected_awards) as rows_rejected

    from {{ ref('stg_inputs__files') }}

    where source_name = 'sbir.award_data'

),

matched as (

    select
        awards.award_id,
        company_awards.company_id,
        case when award_conflicts.award_id is null then company_matches.recipient_id end as recipient_id,
        case when award_conflicts.award_id is null then company_matches.match_status else 'conflict' end
            as match_status,
        case when award_conflicts.award_id is null then company_matches.match_method end as match_method,
        company_matches.match_score,
        company_matches.match_flags,
        case
            when award_conflicts.award_id is null then company_matches.match_reason
            else
                'Conflict: this award''s ' || award_conflicts.stray_evidence
                || ', but its firm''s other awards say otherwise (' || company_matches.match_reason || ')'
        end as match_reason,
        {{ is_award_complete('awards') | indent(8) }} as is_complete,
        rows_read.rows_in_files,
        rows_read.rows_rejected

    from awards

    left join company_awards on awards.award_id = company_awards.award_id

    left join company_matches on company_awards.company_id = company_matches.company_id

    left join award_conflicts on awards.award_id = award_conflicts.award_id

    cross join rows_read

)

select * from matched
