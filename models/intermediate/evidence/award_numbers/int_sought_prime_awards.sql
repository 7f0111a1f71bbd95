with

award_numbers as (

    select distinct contract_key

    from {{ ref('stg_sbir__awards') }}

    where length(contract_key) >= {{ var('award_number_min_length') }}

),

prime_awards as (

    select * from {{ ref('stg_usaspending__prime_awards') }}

),

sought as (

    select distinct
        prime_awards.contract_key,
        prime_awards.recipient_name,
        prime_awards.uei,
        prime_awards.duns,
        prime_awards.city_key,
        prime_awards.state,
        prime_awards.zip5

    from prime_awards

    inner join award_numbers on prime_awards.contract_key = award_numbers.contract_key

)

select * from sought
