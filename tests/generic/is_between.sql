{# The rows whose value lies outside the range; a null lies nowhere and passes. #}
{% test is_between(model, column_name, lowest, highest) %}

select *

from {{ model }}

where {{ column_name }} not between {{ lowest }} and {{ highest }}

{% endtest %}
