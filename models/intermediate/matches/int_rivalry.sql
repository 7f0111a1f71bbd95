with

rivals as (

    select * from {{ ref('int_rival_evidence') }}

),

rivalry as (

    select
        company_id,
        bool_or(is_same_entity) as has_twin,
        bool_or(is_same_entity and match_method = 'duns_exact') as is_duns_of_twin,
        bool_or(is_same_entity and match_method = 'award_id_exact') as is_award_number_of_twin,
        arg_min(evidence || ' is of ' || recipient_name, match_method || recipient_id) filter (
            where not is_same_entity and match_method in ('uei_exact', 'duns_exact')
        ) as identifier_rival,
        arg_min(evidence || ' is of ' || recipient_name, recipient_id) filter (
            where not is_same_entity and match_method = 'award_id_exact' and not is_vetoed
        ) as award_number_rival,
        arg_min(
            recipient_name || ' (' || match_score || '; ' || evidence || ')', (-match_score, recipient_id)
        ) filter (
            where
            not is_same_entity and not is_vetoed
            and match_method = 'name_fuzzy' and best_method = 'name_fuzzy'
            and odds_ahead <= {{ var('name_ambiguity_odds') }}
        ) as name_rival

    from rivals

    group by company_id

)

select * from rivalry
