{# Keeps the measured row also when it passes, so that the figure can be read; fails unless the row says it is met. #}
{% test precision_at_least(model) %}

    {{ config(store_failures=true, fail_calc='coalesce(sum(case when is_met then 0 else 1 end), 1)', tags=['gate']) }}

    {{ kept_measurement(precision_measured(model, var('min_match_precision'))) }}

{% endtest %}
