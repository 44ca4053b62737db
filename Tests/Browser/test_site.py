"""The pages of the site itself: the list of all, the shop's, the search, and where there is none."""

import pytest

from test_consultation import expect_nothing_by_axe, picture

PATHS = {
    "all": "/", "search": "/shop/en/80141605?q=shoe", "nothing-found": "/shop/ko/80141605?q=zzz",
    "product-en": "/shop/en/53111601", "product-ja": "/shop/ja/43211507", "none": "/shop/none"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PATHS)
def test_axe_finds_nothing_and_all_fits(name, scheme, visit):
    page = visit(PATHS[name], scheme=scheme)
    if name == "none":
        # The browser says that there is no page.
        assert "404" in page.said.pop()
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        expect_nothing_by_axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        picture(page, f"site-{name}-{width}-{scheme}")
