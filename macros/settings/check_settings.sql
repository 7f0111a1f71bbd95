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
        {%- set mistake = setting_mistake(rule, var(name)) -%}
        {%- if mistake -%} {%- do mistakes.append(name ~ " " ~ mistake) -%} {%- endif -%}
    {%- endfor -%}

    {%- if var('name_review_score') is number and var('name_accept_score') is number
        and var('name_review_score') > var('name_accept_score') -%}
        {%- do mistakes.append("name_review_score must not be above name_accept_score.") -%}
    {%- endif -%}

    {%- if mistakes and execute -%} {{ exceptions.raise_compiler_error(mistakes | join('\n')) }} {%- endif -%}

{% endmacro %}
