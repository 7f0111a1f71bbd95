{# on-run-start: a setting that is unknown, of the wrong kind or out of range stops the run before anything is read. #}
{% macro check_settings() %}

    {%- set known = known_settings() -%}
    {%- set mistakes = [] -%}

    {%- for name in (invocation_args_dict.get('vars') or {}) if name not in known -%}
        {%- do mistakes.append("There is no setting " ~ name ~ ". Known are: " ~ (known | join(', ')) ~ ".") -%}
    {%- endfor -%}

    {%- for name in repeated_settings(known) -%}
        {%- do mistakes.append(name ~ " is given more than once; only the last would count.") -%}
    {%- endfor -%}

    {%- for name, rule in known.items() -%}
        {%- set value = var(name) -%}
        {%- if rule.kind == 'text' and value is not string -%}
            {%- do mistakes.append(name ~ " must be " ~ rule.as ~ ", not " ~ value ~ ".") -%}
        {%- elif rule.kind != 'text' and (value is not number or value is boolean) -%}
            {%- do mistakes.append(name ~ " must be a " ~ rule.kind ~ ", not '" ~ value ~ "'.") -%}
        {%- elif rule.kind == 'whole number' and value is not integer -%}
            {%- do mistakes.append(name ~ " must be a whole number, not " ~ value ~ ".") -%}
        {%- elif rule.kind != 'text' and not rule.from <= value <= rule.to -%}
            {%- do mistakes.append(name ~ " is " ~ value ~ "; it must lie between " ~ rule.from ~ " and " ~ rule.to ~ ".") -%}
        {%- endif -%}
    {%- endfor -%}

    {%- if var('name_review_score') is number and var('name_accept_score') is number
        and var('name_review_score') > var('name_accept_score') -%}
        {%- do mistakes.append("name_review_score must not be above name_accept_score.") -%}
    {%- endif -%}

    {%- if mistakes and execute -%} {{ exceptions.raise_compiler_error(mistakes | join('\n')) }} {%- endif -%}

{% endmacro %}
