with

similarities as (

    select * from {{ ref('int_name_pair_similarities') }}

),

words as (

    select * from {{ ref('int_name_pair_words') }}

),

distinguishing_words as (

    select list(word) as every_word from {{ ref('distinguishing_words') }}

),

compared as (

    select
        similarities.*,
        words.* exclude (words.company_name_key, words.recipient_name_key),
        {{ number_words('similarities.company_name_key') }} <> {{ number_words('similarities.recipient_name_key') }}
        -- A single letter is a number too: FUND A is not FUND B.
        or (length(words.company_only_words) = 1 and length(words.recipient_only_words) = 1) as is_number_different,
        list_has_any(
            string_split(concat_ws(' ', words.company_only_words, words.recipient_only_words), ' '),
            distinguishing_words.every_word
        ) as is_other_kind,
        round(100 * greatest(
            0.5 * greatest(similarities.edit_similarity, similarities.sorted_edit_similarity)
            + 0.5 * similarities.jaro_winkler_similarity,
            -- The same words in another order are nearly the same name.
            case when similarities.sorted_edit_similarity = 1 then 0.97 else 0 end
        ), 4) as name_score

    from similarities

    cross join distinguishing_words

    inner join words
        on
            similarities.company_name_key = words.company_name_key
            and similarities.recipient_name_key = words.recipient_name_key

),

-- Letters in common mislead where whole words differ: 'OPTIC SYSTEM' and 'LASER SYSTEM' share most of theirs.
judged as (

    select
        *,
        case
            when company_only_words = '' and recipient_only_words = '' then 'same words'
            -- One word written as two, or the other way round: no letter differs by much.
            when edit_similarity >= 0.92 and not is_other_kind then 'same words'
            when is_other_kind then 'another kind'
            when company_only_words = '' then 'recipient has more'
            when recipient_only_words = '' then 'company has more'
            else 'both have others'
        end as word_agreement

    from compared

)

select * from judged
