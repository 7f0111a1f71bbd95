{# Which valid identifiers there are, in words: 'UEI and DUNS', 'UEI only', 'DUNS only', 'neither'. #}
{% macro identifier_type(uei, duns) -%}

    case
        when {{ uei }} is not null and {{ duns }} is not null then 'UEI and DUNS'
        when {{ uei }} is not null then 'UEI only'
        when {{ duns }} is not null then 'DUNS only'
        else 'neither'
    end

{%- endmacro %}
