"""The last lines of `make build` and `make docs`."""

from sbir_enrichment.docs_site.site import Site


def summary(site: Site) -> list[str]:
    """Return what share of awards was matched, where the marts are and where the site is."""
    overall, source = site.overall, site.source
    built = source.built_at.replace("T", " ").replace("Z", " UTC")
    counted = f"{overall.matched_awards} of {overall.awards} awards"
    return [
        f"Match rate: {overall.match_rate:.2%} ({counted}), built {built}",
        f"Marts:      {source.path}, schema marts; start with marts.fct_enriched_awards",
        f"Docs site:  {site.start}",
    ]
