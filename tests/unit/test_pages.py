"""What all pages share: data stays text, colours can be told apart, charts have words."""

import itertools
import json
import re
import sys

import altair as alt
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from sbir_enrichment.pages.charts import figure
from sbir_enrichment.pages.palette import DARK, LIGHT, SERIES, Ground
from sbir_enrichment.pages.rendering import render_page
from sbir_enrichment.pages.site_links import with_site_links
from sbir_enrichment.pages.spreadsheet_cells import plain_cell, safe_cell, safe_csv
from sbir_enrichment.pages.wording import count, dollars, percent

HOSTILE = "</script><script>alert(1)</script>\"'&\u202e"
# How eyes without one kind of cone see linear RGB (Machado, Oliveira and Fernandes, 2009).
EYES = {
    "all cones": np.eye(3),
    "no long cones": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "no middle cones": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "no short cones": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
TO_CONES = [
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
]
TO_OKLAB = [
    [0.2104542553, 0.7936177850, -0.0040720468],
    [1.9779984951, -2.4285922050, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.8086757660],
]


def linear(colour: str) -> np.ndarray:
    parts = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    dark, light = sorted(linear(colour) @ [0.2126, 0.7152, 0.0722] for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def seen(colour: str, eyes: object) -> np.ndarray:
    return np.array(TO_OKLAB) @ np.cbrt(TO_CONES @ np.clip(np.array(eyes) @ linear(colour), 0, 1))


@pytest.mark.parametrize("ground", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_charts_stand_out_from_the_ground(ground: Ground) -> None:
    for ink in (ground.ink, ground.quiet, ground.link, ground.good, ground.bad):
        assert contrast(ink, ground.page) >= 4.5
        assert contrast(ink, ground.panel) >= 4.5
    assert all(contrast(colour, ground.page) >= 3 for colour in ground.chart)


@pytest.mark.parametrize("ground", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("eyes", EYES)
def test_chart_colours_are_told_apart_by_all_eyes(ground: Ground, eyes: str) -> None:
    assert len(ground.chart) == len(SERIES)
    for one, other in itertools.combinations(ground.chart, 2):
        assert np.linalg.norm(seen(one, EYES[eyes]) - seen(other, EYES[eyes])) >= 0.1, (one, other)


def chart(name: str) -> alt.Chart:
    rows = [{"name": name, "share": 0.5}]
    bars = alt.Chart(alt.Data(values=rows)).mark_bar(clip=True)
    return bars.encode(x="share:Q", y="name:N").properties(width=100)


def test_a_chart_has_words_and_the_colours_of_the_page() -> None:
    drawn = figure(chart("A"), "first", "Half of A", "What it means")
    assert 'role="img" aria-label="Half of A"' in drawn
    assert "<figcaption>What it means</figcaption>" in drawn
    assert 'fill="var(--chart-1)"' in drawn
    assert not re.search(r'(fill|stroke)="(#|black|white)', drawn)


def test_charts_of_one_page_do_not_share_the_names_of_their_parts() -> None:
    first, second = figure(chart("A"), "first", "A"), figure(chart("A"), "second", "A")
    ids = re.findall(r'id="([^"]+)"', first + second)
    assert ids and len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", first)) == set(re.findall(r'id="([^"]+)"', first))


def test_a_hostile_name_in_a_chart_stays_text() -> None:
    drawn = figure(chart(HOSTILE), "first", HOSTILE, HOSTILE)
    assert "<script" not in drawn
    assert drawn.count("&lt;script&gt;") == 3


def test_no_character_ends_the_drawing() -> None:
    every = "".join(map(chr, [*range(0x100), 0x2028, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF, 0x1F600]))
    drawn = figure(chart(every[::-1]), "first", "A")
    assert "\N{REPLACEMENT CHARACTER}" in drawn


def test_texts_that_are_cut_or_mended_stay_different_ones() -> None:
    names = ["A" * 10_000, "A" * 10_001, "B\x07", "B\x08", "C"]
    rows = [{"name": name, "share": 0.5} for name in [*names, *names]]
    bars = alt.Chart(alt.Data(values=rows)).mark_bar().encode(x="share:Q", y="name:N")
    drawn = figure(bars, "first", "A")
    labels = re.findall(r">([ABC][^<]*)</text>", drawn)
    assert len(labels) == len(names)
    assert max(map(len, drawn.split())) < 1000


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1", "'=1", "''=1"],
)
def test_what_a_spreadsheet_would_execute_becomes_text(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Acme = Labs", "O'Neil", "'Ohana Labs", "", " =1", "012345678"])
def test_what_no_spreadsheet_executes_is_left_alone(text: str) -> None:
    assert safe_cell(text) == text


def test_a_negative_number_stays_a_number_and_nothing_is_empty() -> None:
    assert safe_csv(["a", "b", "c"], [[-1.5, None, '=A"1']]) == 'a,b,c\n-1.5,,"\'=A""1"\n'


@given(st.text() | st.from_regex("'*[=+@-].*"))
def test_a_safe_cell_can_be_read_back(text: str) -> None:
    assert plain_cell(safe_cell(text)) == text
    assert not safe_cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_numbers_read_the_same_everywhere() -> None:
    assert (count(1234567), count(None)) == ("1,234,567", "-")
    assert (percent(0.80667), percent(0.5, 2), percent(None)) == ("80.7 %", "50.00 %", "-")
    amounts = [950, 1_200_000, 999_960_000, 2_345_000_000, -5_000_000, None]
    assert [dollars(amount) for amount in amounts] == [
        "$950",
        "$1.2 million",
        "$1.00 billion",
        "$2.35 billion",
        "-$5.0 million",
        "-",
    ]


@pytest.fixture
def template(tmp_path, monkeypatch):
    """Make a package of one template and one script, and render it."""
    folder = tmp_path / "sample_page"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "work.js").write_text("document.title = 'worked';\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "sample_page", raising=False)

    def render(content: str, **values: object) -> str:
        (folder / "sample.html.j2").write_text(
            '{% extends "pages/base.html.j2" %}{% block title %}{{ name }}{% endblock %}'
            f"{{% block content %}}{content}{{% endblock %}}",
            encoding="utf-8",
        )
        return render_page("sample_page", "sample.html.j2", **values)

    return render


def test_what_is_put_into_a_page_is_escaped(template) -> None:
    made = template("<p title='{{ name }}'>{{ name }}</p>", name=HOSTILE)
    assert "<script" not in made
    assert made.count("&lt;script&gt;") == 4


def test_data_for_a_script_cannot_leave_its_element(template) -> None:
    content = '<script type="application/json" id="data">{{ [name] | tojson }}</script>'
    made = template(content, name=HOSTILE, script="work.js")
    assert made.count("<script") == made.count("</script>") == 2
    data = made.partition('id="data">')[2].partition("</script>")[0]
    assert json.loads(data) == [HOSTILE]


def test_a_page_may_run_its_own_script_and_no_other(template) -> None:
    assert "script-src" not in template("x", name="A")
    assert re.search(
        r"default-src &#39;none&#39;.*script-src &#39;sha256-",
        template("x", name="A", script="work.js"),
    )


def test_a_value_that_a_template_asks_for_in_vain_is_an_error(template) -> None:
    with pytest.raises(UndefinedError):
        template("{{ nothing_of_the_kind }}", name="A")


def test_a_page_of_a_site_shows_the_way_to_the_others_and_alone_it_shows_none(template) -> None:
    alone = template("x", name="A")
    assert "<nav" not in alone
    links = [("Start", "index.html"), ('"Quality" & <more>', "quality.html")]
    linked = with_site_links(alone, links, "index.html")
    assert '<a href="index.html" aria-current="page">Start</a>' in linked
    assert '<a href="quality.html">&#34;Quality&#34; &amp; &lt;more&gt;</a>' in linked
