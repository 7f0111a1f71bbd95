with

award_matches as (

    select * from {{ ref('int_award_matches') }}

),

precision_by_method as (

    {{ precision_by_method('award_matches') | indent }}

),

published as (

    select
        match_method,
        accepted_firms,
        right_firms,
        wrong_firms,
        unsure_firms,
        sampled_firms,
        round(effective_labels, 2)::double as effective_labels,
        round(precision, 6)::double as precision,
        round(precision_low, 6)::double as precision_low,
        round(precision_high, 6)::double as precision_high,
        {{ precision_in_words() | indent(8) }} as finding,
        {{ publication_columns() | indent(8) }}

    from precision_by_method

)

select * from published
