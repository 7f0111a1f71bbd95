"""The queries that lay labels beside the candidates of a run of the models."""

# Both kinds of labels fill the same two tables:
#   searched_firms (company_id, has_recipient): firms looked up by name whose recipient is known,
#       or known to be absent;
#   right_pairs (company_id, recipient_id): the recipients that are such a firm.

# The firm of a labelled award; one run unites awards of several labels into a firm now and then.
LABELS_OF_WAREHOUSE = (
    """
    create temp table right_pairs as
    select distinct labelled_companies.company_id, truth.recipient_id
    from labelled_companies
    inner join truth on labelled_companies.number = truth.number
    """,
    # A firm that the weights are to be tested on must not teach them.
    """
    create temp table searched_firms as
    select company_id, true as has_recipient
    from right_pairs
    left join intermediate.int_recipient_identifiers as identifiers
        on
            right_pairs.recipient_id = identifiers.recipient_id
            and identifiers.identifier_type = 'uei'
    group by company_id
    having not coalesce(bool_or(list_contains($left_out, identifiers.identifier)), false)
    """,
)

# A firm is whom most of its awards belong to; on a tie whoever has the smaller number. No entity is
# an answer too: that of firms which are not among the recipients.
LABELS_OF_GENERATED = (
    """
    create temp table truth_recipients as
    select distinct
        coalesce(members.recipient_id, given.recipient_hash) as recipient_id,
        given.entity_number::bigint as entity
    from read($truth_recipients) as given
    left join intermediate.int_recipient_members as members
        on given.recipient_hash = members.recipient_hash
    """,
    """
    create temp table firm_entities as
    select
        company_awards.company_id,
        truth.entity_number::bigint as entity,
        bool_or(truth.kind <> 'no_name') as is_named
    from read($truth_awards) as truth
    inner join staging.base_sbir__award_lines as lines on truth.award_row::bigint = lines.file_row
    inner join staging.stg_sbir__awards as awards
        on lines.source_file = awards.source_file and lines.source_line = awards.source_line
    inner join intermediate.int_company_awards as company_awards
        on awards.award_id = company_awards.award_id
    group by company_awards.company_id, truth.entity_number
    qualify row_number() over (
        partition by company_awards.company_id order by count(*) desc, entity nulls last
    ) = 1
    """,
    """
    create temp table right_pairs as
    select firm_entities.company_id, truth_recipients.recipient_id
    from firm_entities
    inner join truth_recipients on firm_entities.entity = truth_recipients.entity
    """,
    """
    create temp table searched_firms as
    select
        firm_entities.company_id,
        firm_entities.company_id in (select company_id from right_pairs) as has_recipient
    from firm_entities
    anti join intermediate.int_uei_matches as by_uei
        on firm_entities.company_id = by_uei.company_id
    anti join intermediate.int_duns_matches as by_duns
        on firm_entities.company_id = by_duns.company_id
    where firm_entities.is_named
    """,
)

# Vetoed as the verdict does it: identifiers of a kind that both bear, none of them shared.
CANDIDATES = """
    with

    pairs as (

        select features.*, right_pairs.recipient_id is not null as is_right
        from intermediate.int_name_candidate_features as features
        inner join searched_firms on features.company_id = searched_firms.company_id
        left join right_pairs
            on
                features.company_id = right_pairs.company_id
                and features.recipient_id = right_pairs.recipient_id

    ),

    compared as (

        select
            pairs.company_id,
            pairs.recipient_id,
            of_firm.identifier_type,
            bool_or(of_firm.identifier = of_recipient.identifier) as is_shared
        from (select distinct company_id, recipient_id from pairs) as pairs
        inner join intermediate.int_company_identifiers as of_firm
            on pairs.company_id = of_firm.company_id and not of_firm.is_stray
        inner join intermediate.int_recipient_identifiers as of_recipient
            on
                pairs.recipient_id = of_recipient.recipient_id
                and of_firm.identifier_type = of_recipient.identifier_type
        group by all

    ),

    vetoed as (

        select company_id, recipient_id
        from compared
        group by company_id, recipient_id
        having
            bool_or(identifier_type = 'uei' and not is_shared)
            or (
                bool_or(identifier_type = 'duns' and not is_shared)
                and not bool_or(identifier_type = 'uei' and is_shared)
            )

    )

    select
        pairs.*,
        vetoed.recipient_id is not null as is_vetoed,
        pairs.recipient_id in (
            select recipient_id from intermediate.int_recipient_identifiers
        ) as bears_identifier,
        bool_or(is_right) over (partition by pairs.company_id, recipient_name_key)
        and not is_right as is_namesake_of_right
    from pairs
    left join vetoed
        on pairs.company_id = vetoed.company_id and pairs.recipient_id = vetoed.recipient_id
    order by pairs.company_id, pairs.recipient_id, company_name_key, recipient_name_key
"""

FIRMS = "select count(*), count(*) filter (has_recipient) from searched_firms"
