{# What a command line gives more than once: of a repeated setting, and of a repeated --vars, only the last would count. #}
{% macro repeated_settings(known) %}

    {%- set repeated = [] -%}

    {%- if modules.re.findall('--vars[ =]', flags.INVOCATION_COMMAND) | length > 1 -%}
        {%- do repeated.append('--vars') -%}
    {%- endif -%}

    {%- for name in known if modules.re.findall('\\b' ~ name ~ '[\'"]?\\s*:', flags.INVOCATION_COMMAND) | length > 1 -%}
        {%- do repeated.append(name) -%}
    {%- endfor -%}

    {{ return(repeated) }}

{% endmacro %}
