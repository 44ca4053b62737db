"""Colours of the stylesheets, light and dark, against WCAG 2.2: 4.5 : 1 for text (1.4.3), 3 : 1 for
edges of controls, rings of the focus and dots that tell a state (1.4.11)."""

import re

import pytest

from contrast import contrast
from mock_information import FILES

# What stands on what: foreground, grounds.
TEXT = {
    "pages.css": {
        "ink": "paper card soft theirs helper", "faint": "paper card soft", "onfill": "one over",
        "one": "card", "good": "card", "bad": "card", "unsure": "card onwarn", "card": "ink"},
    "widget.css": {
        "ink": "paper soft theirs", "faint": "paper", "onfill": "one over", "warn": "onwarn"},
    "site.css": {"ink": "paper", "faint": "paper", "link": "paper"},
}
EDGES = {
    "pages.css": {
        "field": "paper card", "one": "paper card soft", "over": "card", "good": "card soft",
        "unsure": "card"},
    "widget.css": {"field": "paper", "one": "paper soft", "over": "paper"},
    "site.css": {"faint": "paper", "link": "paper"},
}
# Lines that only part what stands apart anyway.
PLAIN = {"rule"}
# Whose properties a stylesheet uses.
SHARED = {"console.css": "pages.css", "dashboard.css": "pages.css"}


def test_contrast_is_what_the_recommendation_says():
    assert contrast("#000", "#ffffff") == contrast("rgb(255, 255, 255)", "rgb(0, 0, 0)") == 21
    assert contrast("#777", "#fff") == pytest.approx(4.478, abs=0.001)
    assert contrast("#767676", "#fff") == pytest.approx(4.542, abs=0.001)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_read_and_what_is_found_by_its_edge_stands_out(scheme, visit):
    page, console = visit("/shop/en/53111601", scheme=scheme), visit("/console", scheme=scheme)
    places = {
        "pages.css": console.locator("html"), "site.css": page.locator("html"),
        "widget.css": page.locator("#consult-widget")}
    weak = []
    for pairs, least in ((TEXT, 4.5), (EDGES, 3)):
        for sheet, inks in pairs.items():
            def colour(name):
                found = places[sheet].evaluate(
                    "(place, name) => getComputedStyle(place).getPropertyValue(name)", "--" + name)
                assert found, f"{sheet} has no --{name}"
                return found

            for ink, grounds in inks.items():
                for ground in grounds.split():
                    ratio = contrast(colour(ink), colour(ground))
                    if ratio < least:
                        weak.append((sheet, ink, ground, round(ratio, 2), least))
    assert weak == []


def test_every_colour_that_a_stylesheet_uses_is_among_the_pairs(visit, site):
    sheets = {file.name: file.read_text() for file in FILES.glob("*.css")}
    sheets["site.css"] = site.server.read("/site.css")
    forgotten = []
    for name, text in sheets.items():
        pairs = SHARED.get(name, name)
        for rule, uses in (
            (TEXT, r"(?<![-\w])color:\s*var\(--(\w+)\)"),
            (EDGES, r"(?:border[-\w]*|outline):[^;}]*var\(--(\w+)\)")):
            used = set(re.findall(uses, text)) - PLAIN
            forgotten += [(name, colour) for colour in used - set(rule[pairs])]
        grounds = {each for rule in (TEXT, EDGES) for all in rule[pairs].values() for each in all.split()}
        used = set(re.findall(r"background:\s*var\(--(\w+)\)", text))
        forgotten += [(name, "on " + colour) for colour in used - grounds - set(EDGES[pairs])]
    assert sorted(forgotten) == []
