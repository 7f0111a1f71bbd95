{# One row per node that shares a link with another: the smallest node it can reach. `links` is a CTE or table of
   (node, link). Each link becomes a star around its smallest node, so that a link with many nodes stays cheap. #}
{% macro connected_components(links) -%}

    with recursive

    stars as (

        select distinct
            node,
            min(node) over (partition by link) as hub

        from {{ links }}

    ),

    neighbours as (

        select node, hub as neighbour from stars where node <> hub
        union all
        select hub as node, node as neighbour from stars where node <> hub

    ),

    labels (node, label) using key (node) as (

        select distinct node, node as label from neighbours

        union

        select
            neighbours.neighbour as node,
            min(changed.label) as label

        from labels as changed

        inner join neighbours on changed.node = neighbours.node

        inner join recurring.labels as known on neighbours.neighbour = known.node

        where changed.label < known.label

        group by neighbours.neighbour

    )

    select node, label from labels

{%- endmacro %}
