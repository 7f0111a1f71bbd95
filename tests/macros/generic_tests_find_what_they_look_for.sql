{# unique_combination and is_between must return the offending rows, and nothing but them. #}
with

pairs as (

    select pairs.*

    from (
        values
        ('a', 'x', 0.0), ('a', 'y', 100.0),
        ('b', 'x', 100.1), ('b', 'x', -0.1),
        ('c', null, null), ('c', null, 50.0)
    ) as pairs (firm, recipient, score)

),

sound_pairs as (

    select * from pairs where firm = 'a'

),

found as (

    select 'unique_combination on sound rows' as case_name, 0 as expected, count(*) as actual
    from ({{ test_unique_combination('sound_pairs', ['firm', 'recipient']) }})
    union all
    -- The combination with nulls stands twice too.
    select 'unique_combination' as case_name, 2 as expected, count(*) filter (where times = 2 and firm <> 'a') as actual
    from ({{ test_unique_combination('pairs', ['firm', 'recipient']) }})
    union all
    select 'unique_combination counts each once' as case_name, 2 as expected, count(*) as actual
    from ({{ test_unique_combination('pairs', ['firm', 'recipient']) }})
    union all
    select 'is_between takes its ends in' as case_name, 0 as expected, count(*) as actual
    from ({{ test_is_between('sound_pairs', 'score', 0, 100) }})
    union all
    select 'is_between' as case_name, 2 as expected, count(*) filter (where firm = 'b') as actual
    from ({{ test_is_between('pairs', 'score', 0, 100) }})
    union all
    select 'is_between lets a null pass' as case_name, 2 as expected, count(*) as actual
    from ({{ test_is_between('pairs', 'score', 0, 100) }})

)

select * from found where actual <> expected
