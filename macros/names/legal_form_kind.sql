{# 'ACME PHOTONICS L L C' -> 'LLC': the kind of legal form that a name ends with; null when it ends with none. #}
{% macro legal_form_kind(words) -%}
    {%- set forms = [] -%}
    {%- for form in lookup_rows('legal_forms') -%}
        {%- do forms.append((form['legal_form'] | length, form['legal_form'], form['form_kind'])) -%}
    {%- endfor -%}

    case
        when {{ words }} is null then null
        {%- for _, form, kind in forms | sort(reverse=true) %} {#- 'LIMITED LIABILITY COMPANY' before 'COMPANY' #}
        when ends_with({{ words }}, ' {{ form }}') then '{{ kind }}'
        {%- endfor %}
    end

{%- endmacro %}
