"""Names sort as in a Vietnamese dictionary.

The expected orders follow, by hand, the rules of Vũ Xuân Lương (Vietnam Lexicography
Centre): alphabet, then tone, syllable by syllable; the short before the long.
"""

import unicodedata

import pytest

from genderlib.text.sorting import sort_key

VIETNAMESE = [
    pytest.param(list("aăâbcdđeêghiklmnoôơpqrstuưvxy"), id="alphabet"),
    pytest.param(list("aàảãáạăằẳẵắặâầẩẫấậb"), id="tones-of-a"),
    pytest.param(list("oòỏõóọôồổỗốộơờởỡớợpuùủũúụưừửữứựvyỳỷỹýỵ"), id="tones-of-o-u-y"),
    # "ang before anh in every case regardless of the tone marks"
    pytest.param(["ang", "ạng", "anh", "ánh"], id="letters-before-tones"),
    pytest.param(["ác", "ách"], id="short-before-long"),
    pytest.param(["ba", "bà", "bả", "hai", "hài", "hại"], id="tones-last"),
    pytest.param(["cha", "chan"], id="prefix-first"),
    pytest.param(
        ["Ban Bí thư", "Ban Tổ chức", "Bàn ghế", "Bản tin", "Bảng A"], id="syllables"
    ),
    pytest.param(
        [
            "An Giang",
            "Ăn mòn",
            "Ân Thi",
            "Ban Chấp hành Công đoàn",
            "Ban Chấp hành Đoàn Thanh niên",
            "Dân vận",
            "Đảng ủy",
            "Đo lường",
            "Ê-đê",
            "Phòng 2",
            "Phòng Kế toán",
            "Trưởng phòng",
            "Ủy ban",
            "Ưu đãi",
        ],
        id="names",
    ),
    pytest.param(["a", "A"], id="lower-case-first"),
    pytest.param(["Phòng", "Phòng 1", "Phòng A"], id="digits-before-letters"),
]


@pytest.mark.parametrize("ordered", VIETNAMESE)
def test_vietnamese_order(ordered):
    shuffled = ordered[::-1]

    shuffled.sort(key=lambda name: sort_key(name, "vi"))

    assert shuffled == ordered


def test_decomposed_names_sort_like_composed_ones():
    names = ["Đảng ủy", "Ăn mòn", "Ân Thi", "An Giang"]
    decomposed = [unicodedata.normalize("NFD", name) for name in names]

    actual = sorted(decomposed, key=lambda name: sort_key(name, "vi"))

    expected = ["An Giang", "Ăn mòn", "Ân Thi", "Đảng ủy"]
    assert [unicodedata.normalize("NFC", name) for name in actual] == expected


def test_old_and_new_place_of_the_tone_mark_sort_together():
    actual = sorted(["hòe", "hoà", "hóa"], key=lambda name: sort_key(name, "vi"))

    assert actual == ["hoà", "hóa", "hòe"]


def test_english_order_ignores_marks():
    names = ["Trade union", "Đảng ủy", "Division heads", "Ăn", "Youth union", "Art"]

    actual = sorted(names, key=lambda name: sort_key(name, "en"))

    expected = ["Ăn", "Art", "Đảng ủy", "Division heads", "Trade union", "Youth union"]
    assert actual == expected


def test_different_names_never_share_a_key():
    assert sort_key("Đoàn-Đội", "vi") != sort_key("Đoàn Đội", "vi")


def test_unknown_language_is_refused():
    with pytest.raises(ValueError, match="language must be one of vi, en, not 'fr'"):
        sort_key("a", "fr")
