{# ' $1,250,000.00 ' -> '1250000.00'. Commas that do not part thousands ('1.234,56', '1,2,3') leave the text as it is,
   which no cast accepts: better unread than read wrong. #}
{% macro amount_text(raw) -%}
    {%- set bare = regexp_replace_all(raw, '[$\\s]') -%}

    case
        when not contains({{ raw }}, ',') or regexp_full_match({{ bare }}, '[(-]?\d{1,3}(,\d{3})+(\.\d*)?\)?')
            then nullif(replace({{ bare }}, ',', ''), '')
        else {{ raw }}
    end

{%- endmacro %}
