{# 'R&amp;D Dave&#039;s' -> 'R&D Dave''s'. The ampersand twice, since exports escape what was escaped ('&amp;amp;'). #}
{% macro unescape_html(text) -%}
    {%- set entities = [
        ('amp|#38|#x26', '&'), ('amp|#38|#x26', '&'), ('apos|rsquo|lsquo|#0?39|#x27|#8217', "''"), ('quot|#34', '"'),
        ('nbsp|reg|trade', ' '), ('ndash|mdash', '-'), ('lt', '<'), ('gt', '>'), ('eacute', 'é'), ('uuml', 'ü'),
        ('ouml', 'ö'),
    ] -%}
    {%- set unescaped = namespace(sql=text) -%}
    {%- for names, character in entities -%}
        {%- set unescaped.sql = regexp_replace_all(unescaped.sql, '&(' ~ names ~ ');', character) -%}
    {%- endfor %}

    case
        when contains({{ text }}, '&') and contains({{ text }}, ';') then {{ unescaped.sql }}
        else {{ text }}
    end

{%- endmacro %}
