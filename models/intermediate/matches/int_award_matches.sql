{{ config(post_hook="{{ note_origin() }}") }}

with

award_slices as (

    select * from {{ ref('int_award_slices') }}

),

company_matches as (

    select * from {{ ref('int_company_matches') }}

),

award_conflicts as (

    select * from {{ ref('int_award_conflicts') }}

),

match_labels as (

    select * from {{ ref('int_match_labels') }}

),

rejected_awards as (

    select * from {{ ref('int_rejected_rows') }} where source_name = 'sbir.award_data' and is_record

),

-- Beside the awards stand the counts they must add up to, what they are sliced by and what is known of the truth: a
-- gate may look at this model alone.
rows_read as (

    select
        coalesce(sum(records), 0)::bigint as rows_in_files,
        (select count(*) from rejected_awards) as rows_rejected

    from {{ ref('stg_inputs__files') }}

    where source_name = 'sbir.award_data'

),

matched as (

    select
        award_slices.*,
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
        match_labels.labelled_method,
        match_labels.label,
        match_labels.label_weight,
        coalesce(match_labels.is_sampled, false) as is_label_sampled,
        rows_read.rows_in_files,
        rows_read.rows_rejected

    from award_slices

    left join company_matches on award_slices.company_id = company_matches.company_id

    left join award_conflicts on award_slices.award_id = award_conflicts.award_id

    left join match_labels on award_slices.company_id = match_labels.company_id

    cross join rows_read

)

select * from matched
