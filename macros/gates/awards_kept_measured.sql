{# One row: are there as many awards as records in the files less the rejected ones, each once? #}
{% macro awards_kept_measured(relation) -%}

    select
        'no_award_lost' as gate,
        count(distinct award_id)::double as measured,
        coalesce(max(rows_in_files - rows_rejected), 0)::double as threshold,
        count(*) > 0 and count(*) = measured and measured = threshold as is_met,
        printf(
            '%d awards (%d different) of %d records in the files, %d of them rejected',
            count(*), count(distinct award_id), coalesce(max(rows_in_files), 0), coalesce(max(rows_rejected), 0)
        ) as finding

    from {{ relation }}

{%- endmacro %}
