{# Warns when hardly any number begins with 0: of all DUNS about four in ten do, so some tool has stored these as numbers.
   The zeros are put back on reading, but such a tool may have spoilt other columns for good. #}
{% test leading_zeros_kept(model, column_name, threshold) %}

    {{ config(
        severity='warn',
        store_failures=true,
        tags=['measured'],
        fail_calc='coalesce(sum(case when is_met then 0 else 1 end), 0)'
    ) }}

    with

    digits as (

        select {{ regexp_replace_all(regexp_replace_all(column_name, '\\.0+$'), '[^0-9]') }} as digits

        from {{ model }}

        where {{ column_name }} is not null

    ),

    measured as (

        select
            count(*) filter (where length(digits) between 5 and 9) as numbers,
            coalesce(
                count(*) filter (where length(digits) = 9 and digits[1] = '0') / nullif(numbers, 0), 0
            ) as leading_zero_share

        from digits

    )

    select
        leading_zero_share >= {{ threshold }} or numbers < 50 as is_met,
        printf(
            '%.2f %% of %d DUNS begin with 0 where about 40 %% should: '
            || 'a tool upstream has stored them as numbers. The zeros were put back; look at its other columns.',
            100 * leading_zero_share, numbers
        ) as finding

    from measured

{% endtest %}
