{# What is wrong with the value of a setting, '' when nothing: 7 for a path -> 'must be a path, not 7.' #}
{% macro setting_mistake(rule, value) %}

    {%- if rule.kind == 'text' and value is not string -%}
        {{ return("must be " ~ rule.as ~ ", not " ~ value ~ ".") }}
    {%- elif rule.kind == 'true or false' and value is not boolean -%}
        {{ return("must be true or false, not '" ~ value ~ "'.") }}
    {%- elif rule.kind == 'date' and not modules.re.fullmatch('(\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01]))?', value | string) -%}
        {{ return("must be a day such as 2026-01-31, or '' for the day of the run, not '" ~ value ~ "'.") }}
    {%- elif rule.kind in ['number', 'whole number'] and (value is not number or value is boolean) -%}
        {{ return("must be a " ~ rule.kind ~ ", not '" ~ value ~ "'.") }}
    {%- elif rule.kind == 'whole number' and value is not integer -%}
        {{ return("must be a whole number, not " ~ value ~ ".") }}
    {%- elif 'from' in rule and not rule.from <= value <= rule.to -%}
        {{ return("is " ~ value ~ "; it must lie between " ~ rule.from ~ " and " ~ rule.to ~ ".") }}
    {%- endif -%}

    {{ return('') }}

{% endmacro %}
