{# What decides about a firm, in this order: the first that holds. Over the weighed evidence of int_company_verdicts. #}
{% macro verdict_rules() %}

    {{ return([
        {'when': 'match_method is null and not has_identifier and not has_usable_name', 'status': 'unmatchable',
            'rule': 'there is no valid identifier and no usable name to search by'},
        {'when': 'match_method is null', 'status': 'unmatched',
            'rule': 'every kind of evidence was tried, and no candidate reaches name_review_score'},
        {'when': "match_method = 'override'", 'status': 'accepted',
            'rule': 'a person decided that firm and recipient are the same'},
        {'when': 'doubt is not null', 'status': 'review',
            'rule': 'a person left it open, or ruled out what may be another row of this recipient'},
        {'when': "match_method in ('uei_exact', 'duns_exact') and identifier_rival is not null", 'status': 'conflict',
            'rule': 'identifiers of the firm are of different entities'},
        {'when': "match_method = 'duns_exact' and is_uei_different", 'status': 'conflict',
            'rule': 'the DUNS is the same, yet both bear a UEI and they differ'},
        {'when': "match_method in ('uei_exact', 'duns_exact')", 'status': 'accepted',
            'rule': 'both bear the same identifier, and no other identifier speaks against it'},
        {'when': 'match_score < ' ~ var('name_accept_score') ~ ' and is_vetoed', 'status': 'unmatched',
            'rule': 'the best candidate stays below name_accept_score, and its identifiers are others than the firm has'},
        {'when': 'match_score < ' ~ var('name_accept_score'), 'status': 'review',
            'rule': 'the best candidate stays below name_accept_score'},
        {'when': 'is_vetoed', 'status': 'conflict',
            'rule': 'the best candidate reaches name_accept_score, yet its identifiers are others than the firm has'},
        {'when': "match_method = 'award_id_exact' and award_number_rival is not null", 'status': 'conflict',
            'rule': 'award numbers of the firm lead to different entities'},
        {'when': 'name_rival is not null', 'status': 'ambiguous',
            'rule': 'another entity is nearly as likely: the best candidate is not name_ambiguity_odds times likelier'},
        {'when': 'true', 'status': 'accepted',
            'rule': 'the best candidate reaches name_accept_score, and nothing speaks against it'},
    ]) }}

{% endmacro %}
