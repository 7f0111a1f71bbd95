{# Every setting with its range; the values are in dbt_project.yml. #}
{% macro known_settings() %}

    {{ return({
        'sbir_award_data': {'kind': 'text', 'as': 'a path'},
        'usaspending_recipient_lookup': {'kind': 'text', 'as': 'a path'},
        'usaspending_prime_awards': {'kind': 'text', 'as': 'a path'},
        'min_match_rate': {'kind': 'number', 'from': 0, 'to': 1},
        'min_completeness': {'kind': 'number', 'from': 0, 'to': 1},
        'min_leading_zero_share': {'kind': 'number', 'from': 0, 'to': 1},
        'max_match_rate_fall': {'kind': 'number', 'from': 0, 'to': 1},
        'max_lost_share': {'kind': 'number', 'from': 0, 'to': 1},
        'max_repointed_share': {'kind': 'number', 'from': 0, 'to': 1},
        'max_name_share_rise': {'kind': 'number', 'from': 0, 'to': 1},
        'accept_changes_since': {'kind': 'text', 'as': 'the dbt_invocation_id of a build'},
        'history_builds_kept': {'kind': 'whole number', 'from': 2, 'to': 1000},
        'stray_identifier_share': {'kind': 'number', 'from': 0, 'to': 0.5},
        'max_names_per_identifier': {'kind': 'whole number', 'from': 1, 'to': 100000},
        'max_rows_per_recipient': {'kind': 'whole number', 'from': 1, 'to': 100000},
        'award_number_min_length': {'kind': 'whole number', 'from': 4, 'to': 30},
        'award_number_min_name_score': {'kind': 'number', 'from': 0, 'to': 100},
        'name_accept_score': {'kind': 'number', 'from': 50, 'to': 100},
        'name_review_score': {'kind': 'number', 'from': 50, 'to': 100},
        'name_ambiguity_odds': {'kind': 'number', 'from': 1, 'to': 1000},
        'name_postings_budget': {'kind': 'whole number', 'from': 1, 'to': 1000000},
        'name_candidates_kept': {'kind': 'whole number', 'from': 1, 'to': 1000},
        'name_misspelt_word_names': {'kind': 'whole number', 'from': 0, 'to': 1000000},
        'name_candidate_score': {'kind': 'number', 'from': 0, 'to': 100},
        'name_chunks': {'kind': 'whole number', 'from': 1, 'to': 1024},
        'name_chunk_memory_mb': {'kind': 'whole number', 'from': 1, 'to': 1000000},
        'name_twin_score': {'kind': 'number', 'from': 0, 'to': 100},
        'heed_decisions': {'kind': 'true or false'},
        'decisions_as_of': {'kind': 'date'},
        'name_disagrees_below': {'kind': 'number', 'from': 0, 'to': 100},
    }) }}

{% endmacro %}
