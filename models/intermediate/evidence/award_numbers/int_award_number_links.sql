with

company_awards as (

    select * from {{ ref('int_company_awards') }}

),

awards as (

    select * from {{ ref('stg_sbir__awards') }}

),

prime_award_recipients as (

    select * from {{ ref('int_prime_award_recipients') }}

),

prefixes as (

    select * from {{ ref('award_number_prefixes') }}

),

linked as (

    select
        awards.award_id,
        company_awards.company_id,
        awards.contract_key,
        awards.agency,
        prime_award_recipients.recipient_id

    from awards

    inner join company_awards on awards.award_id = company_awards.award_id

    inner join prime_award_recipients on awards.contract_key = prime_award_recipients.contract_key

),

agency_of_number as (

    select
        contract_numbers.contract_key,
        max_by(prefixes.agency, length(prefixes.prefix)) as agency

    from (select distinct contract_key from linked) as contract_numbers

    inner join prefixes on starts_with(contract_numbers.contract_key, prefixes.prefix)

    group by contract_numbers.contract_key

),

judged as (

    select
        linked.award_id,
        linked.company_id,
        linked.contract_key,
        linked.recipient_id,
        -- Only a number long enough to be a whole contract number can speak for itself; '1648542' cannot.
        length(linked.contract_key) >= 11
        and coalesce(linked.agency = agency_of_number.agency, false) as is_agency_plausible

    from linked

    left join agency_of_number on linked.contract_key = agency_of_number.contract_key

)

select * from judged
