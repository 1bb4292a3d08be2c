"""The page of an audit in a real browser: axe, in both languages."""

import io

import pytest

from genderlib.claims import as_html, audit_file

# INVENTED: a right share, a wrong one, a cut-off one, one that goes unjudged, a table.
TEXTS = {
    "vi": """\
Kết quả năm 2020

Đảng ủy có 4/13 nữ, chiếm 30%; trưởng phòng nữ có 70/162 người, chiếm gần 45%.
100% cán bộ nữ được <khám> & tư vấn. Ban có 13 ủy viên, trong đó 4 nữ và 8 nam.
Chi bộ\t6/10 nữ\t60%
""",
    "en": """\
Results of 2020

The committee has 4 women of 13 members, 30%; of 162 heads 70 are women, nearly 45%.
100% of women were <examined>. The board has 13 members, 4 women and 8 men.
Branch\t6 of 10 women\t60%
""",
}


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("text", ["vi", "en"])
def test_axe_finds_no_violation_in_an_audit(at_width, axe, tmp_path, text, language):
    found = audit_file(io.StringIO(TEXTS[text]), language, everything=True)
    file = tmp_path / "audit.html"
    file.write_text(as_html(found), "utf-8")

    assert len(found.findings) >= 4
    assert axe(at_width(file.as_uri(), 320)) == []
