with

similarities as (

    select * from {{ ref('int_name_pair_similarities') }}

),

scored as (

    select
        company_name_key,
        recipient_name_key,
        edit_similarity,
        sorted_edit_similarity,
        jaro_winkler_similarity,
        {{ number_words('company_name_key') }} <> {{ number_words('recipient_name_key') }} as is_number_different,
        round(100 * greatest(
            0.5 * greatest(edit_similarity, sorted_edit_similarity) + 0.5 * jaro_winkler_similarity,
            -- The same words in another order are nearly the same name.
            case when sorted_edit_similarity = 1 then 0.97 else 0 end
        ), 4) as name_score

    from similarities

)

select * from scored
