with

written_decisions as (

    select * from {{ ref('int_written_decisions') }}

),

targets as (

    select * from {{ ref('int_decision_targets') }}

),

found as (

    select
        written_decisions.* exclude (
            written_decisions.company_id, written_decisions.recipient_id, written_decisions.mistake
        ),
        targets.company_id,
        targets.recipient_id,
        case
            when written_decisions.mistake is not null then written_decisions.mistake
            -- Of a sample that was reviewed, what is no longer there only ceases to count.
            when not written_decisions.is_override then null
            when targets.company_id is null
                then 'there is no firm ' || written_decisions.company_id || ' among the awards any more'
            when targets.recipient_id is null
                then 'there is no recipient ' || written_decisions.recipient_id || ' in the recipient list any more'
            when written_decisions.expires_on < {{ decision_day() }}
                then 'it expired on ' || written_decisions.expires_on || '; look again and date it anew, or delete it'
        end as problem_of_line

    from written_decisions

    left join targets
        on
            written_decisions.company_id = targets.written_company_id
            and written_decisions.recipient_id = targets.written_recipient_id

),

usable as (

    select * from found where problem_of_line is null and company_id is not null and recipient_id is not null

),

-- One firm is one recipient, and a pair is the same or different. What was unsure may have been decided since.
contradictions as (

    select
        usable.file_name,
        usable.line,
        arg_min(opposed.file_name || ' line ' || opposed.line, (opposed.file_name, opposed.line)) as contradicted

    from usable

    inner join usable as opposed
        on
            usable.company_id = opposed.company_id
            and opposed.verdict in ('same', 'different')
            and (
                (usable.verdict = 'same' and opposed.verdict = 'same' and usable.recipient_id <> opposed.recipient_id)
                or (usable.recipient_id = opposed.recipient_id and usable.verdict <> opposed.verdict)
            )

    where usable.verdict in ('same', 'different')

    group by usable.file_name, usable.line

),

judged as (

    select
        found.* exclude (found.problem_of_line),
        coalesce(found.problem_of_line, 'it contradicts ' || contradictions.contradicted) as problem,
        row_number() over (
            partition by found.company_id, found.recipient_id, found.is_override, problem is null
            order by found.verdict = 'unsure', found.line
        ) as rank_of_pair

    from found

    left join contradictions on found.file_name = contradictions.file_name and found.line = contradictions.line

),

in_force as (

    select
        * exclude (rank_of_pair),
        is_override and problem is null and rank_of_pair = 1 as is_in_force,
        'decision of ' || decided_by || ', ' || decided_on || coalesce(': ' || reason, '') as decision

    from judged

)

select * from in_force
