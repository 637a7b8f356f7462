"""Pages as a reader of their markup sees them."""

from html.parser import HTMLParser

VOID = {"meta", "link", "img", "input", "br", "hr"}


class Page(HTMLParser):
    """A page as a reader of its markup sees it; unbalanced tags fail."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.open, self.ids = [], [], []
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag, attrs):
        """Note an element."""
        self.tags.append((tag, dict(attrs)))
        if dict(attrs).get("id"):
            self.ids.append(dict(attrs)["id"])
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        """Note an element that holds nothing."""
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        """Close what was opened last."""
        assert self.open.pop() == tag

    def all(self, tag):
        """Return the attributes of every *tag*."""
        return [attributes for name, attributes in self.tags if name == tag]


def assert_sound(text, language):
    """Fail unless the page *text* is sound, and return it parsed.

    It has one main heading, labels for fields, no inline script or style, unique ids.
    """
    page = Page(text)
    assert page.all("html")[0]["lang"] == language
    assert len(page.all("h1")) == 1
    assert len(page.all("main")) == 1
    assert len(page.ids) == len(set(page.ids))
    assert all("alt" in image for image in page.all("img"))
    assert all(script.get("src") for script in page.all("script"))
    assert not page.all("style")
    assert not [a for _, a in page.tags if "style" in a]
    assert not [a for _, a in page.tags for name in a if name.startswith("on")]
    assert text.count("<label") == sum(
        1
        for tag, a in page.tags
        if tag in {"input", "select"} and a.get("type") != "hidden"
    )
    return page
