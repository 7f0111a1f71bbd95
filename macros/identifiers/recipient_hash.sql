{# USAspending's own key of a recipient: a hash of the UEI, else the DUNS, else the name, written as a UUID. #}
{% macro recipient_hash(uei, duns, name) -%}

    {{ text_hash("upper(coalesce('uei-' || " ~ uei ~ ", 'duns-' || " ~ duns ~ ", 'name-' || coalesce(" ~ name ~ ", '')))") }}::uuid::varchar

{%- endmacro %}
