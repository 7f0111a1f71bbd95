{# What is known of the precision of one method, over precision_by_method(); 'unknown' where nothing is. #}
{% macro precision_in_words() -%}

    case
        when precision is null then 'unknown: of ' || accepted_firms || ' accepted firms '
            || (right_firms + wrong_firms) || ' are labelled'
        else printf(
            '%.1f %% (%.1f to %.1f) of %d accepted firms, told by %d labels, %d of them drawn at random',
            100 * precision, 100 * precision_low, 100 * precision_high, accepted_firms,
            right_firms + wrong_firms, sampled_firms
        )
    end

{%- endmacro %}
