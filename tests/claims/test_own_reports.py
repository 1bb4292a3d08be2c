"""Our own reports, held against the rules that we hold others to."""

import pytest

from genderlib.claims import audit_file


@pytest.mark.kernel
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_report_of_ours_passes_the_audit(reports, language):
    audit = audit_file(reports / f"annual_review.{language}.html")

    assert [finding.text for finding in audit.findings if finding.fails] == []
    assert audit.exit_code == 0
    assert audit.language == language


@pytest.mark.kernel
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_count_of_a_report_of_ours_is_printed_right(reports, language):
    audit = audit_file(reports / f"annual_review.{language}.html")

    judged = {
        (one.judgement.women, one.judgement.total)
        for one in audit.findings
        if one.verdict == "correct"
    }
    assert {(4, 13), (3, 13), (6, 10), (14, 48), (70, 162), (29, 52)} <= judged
