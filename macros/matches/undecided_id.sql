{# The id under which a firm is judged once more, as if nobody had decided anything about it. #}
{% macro undecided_id(company_id) -%}

    {{ company_id }} || '/undecided'

{%- endmacro %}
