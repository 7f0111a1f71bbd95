{# Whether an identifier stands on so few of a group's awards that it is a slip of the pen: on a smaller share than the
   setting allows, and on fewer than the commonest one. The counts are of awards that bear an identifier of the kind. #}
{% macro is_stray(awards_with_this, awards_with_any, group_by) -%}

    coalesce(
        {{ awards_with_this }} / {{ awards_with_any }} < {{ var('stray_identifier_share') }}
        and {{ awards_with_this }} < max({{ awards_with_this }}) over (partition by {{ group_by }}),
        false
    )

{%- endmacro %}
