with

candidates as (

    select * from {{ ref('int_name_match_candidates') }}

),

bearers as (

    select * from {{ ref('int_recipient_name_bearers') }}

),

scored as (

    select
        candidates.company_id,
        candidates.recipient_id,
        candidates.recipient_name_key,
        candidates.name_score,
        candidates.word_agreement,
        candidates.place,
        {{ name_match_score('candidates', 'bearers') | indent(8) }} as match_score

    from candidates

    inner join bearers on candidates.recipient_name_key = bearers.name_key

),

best_name as (

    select *

    from scored

    where match_score >= {{ var('name_review_score') }}

    qualify
        row_number() over (
            partition by company_id, recipient_id
            order by match_score desc, name_score desc, recipient_name_key
        ) = 1

),

matched as (

    select
        company_id,
        recipient_id,
        'name_fuzzy' as match_method,
        match_score,
        case when name_score = 100 then 'same name' else 'name ' || round(name_score, 1) || ' % alike' end
        || case word_agreement
            when 'company has more' then ', the firm has a word more'
            when 'recipient has more' then ', the recipient has a word more'
            when 'both have others' then ', both have words of their own'
            when 'another kind' then ', a word tells them apart'
            else ''
        end
        || ', ' || place as evidence,
        recipient_name_key,
        name_score,
        place

    from best_name

)

select * from matched
