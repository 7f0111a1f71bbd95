{# 'R&amp;D Dave&#039;s' -> 'R&D Dave''s'. Twice, since exports escape what was escaped already ('&amp;amp;'). #}
{% macro unescape_html(text) -%}
    {%- set entities = [
        ('&nbsp;', ' '), ('&quot;', '"'), ('&lt;', '<'), ('&gt;', '>'), ('&apos;', "''"), ('&#39;', "''"),
        ('&#039;', "''"), ('&#x27;', "''"), ('&#8217;', "''"), ('&#34;', '"'), ('&#38;', '&'), ('&#x26;', '&'),
        ('&rsquo;', "''"), ('&lsquo;', "''"), ('&ndash;', '-'), ('&mdash;', '-'), ('&eacute;', 'é'),
        ('&uuml;', 'ü'), ('&ouml;', 'ö'), ('&reg;', ' '), ('&trade;', ' '),
    ] -%}
    {%- set unescaped = namespace(sql="replace(replace(" ~ text ~ ", '&amp;', '&'), '&amp;', '&')") -%}
    {%- for entity, character in entities -%}
        {%- set unescaped.sql = "replace(" ~ unescaped.sql ~ ", '" ~ entity ~ "', '" ~ character ~ "')" -%}
    {%- endfor -%}

    case
        when contains({{ text }}, '&') and contains({{ text }}, ';') then {{ unescaped.sql }}
        else {{ text }}
    end

{%- endmacro %}
