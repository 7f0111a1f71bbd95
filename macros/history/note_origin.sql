{# Post-hook: writes on the table itself which run made it, under which settings and from which files. #}
{% macro note_origin() %}

    {%- if execute -%}

        {%- set files = adapter.get_relation(target.database, 'staging', 'stg_inputs__files') -%}
        {%- set sources = run_query(
            'select source_name, file_path, content_hash, records from ' ~ files ~ ' order by source_name, file_path'
        ).rows if files else [] -%}
        {%- set described = [] -%}
        {%- for source_name, file_path, content_hash, records in sources -%}
            {%- do described.append({
                'source_name': source_name, 'file_path': file_path,
                'content_hash': content_hash, 'records': records | int,
            }) -%}
        {%- endfor -%}

        {%- do write_mark(this, {'settings': settings_in_force(), 'sources': described}, invocation_id) -%}

    {%- endif -%}

{% endmacro %}
