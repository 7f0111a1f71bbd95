with

features as (

    select * from {{ ref('int_name_pair_features') }}

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
        || ', ' || place
        || case when entities > 1 then ', ' || entities || ' entities of that name' else '' end as evidence,
        recipient_name_key,
        name_score,
        place

    from features

    where match_score >= {{ var('name_review_score') }}

)

select * from matched
