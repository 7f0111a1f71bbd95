{# A text and the source of each of the project's macros that it names, and of those that they name. A hook cannot be
   compared as rendered: what it renders to may depend on what the model has just read. #}
{% macro code_with_macros(text, seen) %}

    {%- set sources = [text] -%}

    {%- for name in modules.re.findall('(\\w+)\\(', text) if name not in seen -%}
        {%- do seen.append(name) -%}
        {%- set macro = (context.get(name) or {}).macro -%}
        {%- if macro and macro.package_name == project_name -%}
            {%- do sources.append(code_with_macros(macro.macro_sql, seen)) -%}
        {%- endif -%}
    {%- endfor -%}

    {{ return(sources | join('\n')) }}

{% endmacro %}
