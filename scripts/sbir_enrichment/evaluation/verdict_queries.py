"""The queries that lay labels and verdicts side by side."""

# Which tables tell what: here, and nowhere else.
CANDIDATES = "intermediate.int_name_pair_features"  # firm x recipient, as blocking found them
SCORED_PAIRS = "intermediate.int_name_pair_features"  # firm x recipient with match_score
EVIDENCE = "intermediate.int_name_matches"  # firm x recipient with evidence, in words

PLACE = "concat_ws(' ', nullif(concat_ws(', ', {0}.city, {0}.state), ''), {0}.zip5)"

LABELLED = """
    create temp table labelled_companies as
    select labels.number, company_awards.company_id
    from labels
    inner join staging.stg_sbir__awards as awards
        on labels.number = try_cast(awards.agency_tracking_number as bigint)
    inner join intermediate.int_company_awards as company_awards
        on awards.award_id = company_awards.award_id
"""

TRUTH = """
    create temp table truth as
    select label_ueis.number, identifiers.recipient_id
    from label_ueis
    inner join intermediate.int_recipient_identifiers as identifiers
        on label_ueis.uei = identifiers.identifier and identifiers.identifier_type = 'uei'
    union
    select labels.number, recipients.recipient_id
    from labels
    inner join intermediate.int_recipients as recipients
        on labels.true_recipient_id = recipients.recipient_id
"""

PAIRS = f"""
    create temp table scored_pairs as
    select company_id, recipient_id, max(match_score)::double as match_score
    from {SCORED_PAIRS}
    group by company_id, recipient_id
"""

TRUE_PAIRS = f"""
    create temp table true_pairs as
    select
        truth.number,
        list(truth.recipient_id order by truth.recipient_id) as true_ids,
        bool_or(candidates.recipient_id is not null) as is_candidate,
        arg_min(
            struct_pack(
                recipient_name := recipients.recipient_name,
                place := {PLACE.format("recipients")},
                match_score := scored_pairs.match_score,
                evidence := evidence.evidence
            ),
            (
                candidates.recipient_id is null,
                -coalesce(scored_pairs.match_score, 0),
                truth.recipient_id
            )
        ) as nearest
    from truth
    inner join labelled_companies on truth.number = labelled_companies.number
    inner join intermediate.int_recipients as recipients
        on truth.recipient_id = recipients.recipient_id
    left join (select distinct company_id, recipient_id from {CANDIDATES}) as candidates
        on
            labelled_companies.company_id = candidates.company_id
            and truth.recipient_id = candidates.recipient_id
    left join scored_pairs
        on
            labelled_companies.company_id = scored_pairs.company_id
            and truth.recipient_id = scored_pairs.recipient_id
    left join {EVIDENCE} as evidence
        on
            labelled_companies.company_id = evidence.company_id
            and truth.recipient_id = evidence.recipient_id
    group by truth.number
"""

VERDICTS = f"""
    select
        labels.number,
        coalesce(matches.match_status, 'unmatchable') as match_status,
        matches.match_score::double as match_score,
        matches.recipient_id as accepted_id,
        matches.best_recipient_id as best_id,
        matches.match_reason,
        best.recipient_name as best_name,
        coalesce({PLACE.format("best")}, '') as best_place,
        best.uei as best_uei,
        coalesce(true_pairs.true_ids, []) as true_ids,
        coalesce(true_pairs.is_candidate, false) as is_true_a_candidate,
        true_pairs.nearest.recipient_name as true_name,
        coalesce(true_pairs.nearest.place, '') as true_place,
        true_pairs.nearest.match_score as true_score,
        true_pairs.nearest.evidence as true_evidence
    from labels
    left join labelled_companies on labels.number = labelled_companies.number
    left join intermediate.int_company_matches as matches
        on labelled_companies.company_id = matches.company_id
    left join intermediate.int_recipients as best on matches.best_recipient_id = best.recipient_id
    left join true_pairs on labels.number = true_pairs.number
    order by labels.number
"""

SCORED = """
    select
        labelled_companies.number,
        scored_pairs.match_score,
        truth.recipient_id is not null as is_right,
        row_number() over (
            partition by labelled_companies.number
            order by scored_pairs.match_score desc, scored_pairs.recipient_id
        ) = 1 as is_best
    from labelled_companies
    inner join scored_pairs on labelled_companies.company_id = scored_pairs.company_id
    left join truth
        on
            labelled_companies.number = truth.number
            and scored_pairs.recipient_id = truth.recipient_id
    order by labelled_companies.number, scored_pairs.match_score desc, scored_pairs.recipient_id
"""
