"""Two languages and no other."""

import pytest

from genderlib.text.languages import LANGUAGES, check_language, choose


def test_there_are_two_languages():
    assert LANGUAGES == ("vi", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_known_language_is_given_back(language):
    assert check_language(language) == language


@pytest.mark.parametrize("language", ["fr", "VI", "", None])
def test_unknown_language_is_refused(language):
    with pytest.raises(ValueError, match="language must be one of vi, en, not"):
        check_language(language)


def test_wording_follows_the_language():
    assert choose("vi", vi="phụ nữ", en="women") == "phụ nữ"
    assert choose("en", vi="phụ nữ", en="women") == "women"
