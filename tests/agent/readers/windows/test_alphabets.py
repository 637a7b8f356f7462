"""The table of languages."""

import unicodedata

import pytest

from agent.readers.windows.alphabets import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda la: la.code_pages[0])
def test_a_language_can_be_written_in_its_code_pages(language):
    """Each page is known to Python and has most of the language's letters."""
    for page in language.code_pages:
        written = [
            letter
            for letter in language.common
            if unicodedata.normalize("NFD", letter).encode(page, "ignore")
            or letter.encode(page, "ignore")
        ]
        assert len(written) >= 0.9 * len(language.common)
