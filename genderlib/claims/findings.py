"""What an audit found: one object for each statement and each number left alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from genderlib.claims.further import Further
from genderlib.claims.judging import Judgement, Verdict
from genderlib.text.audit_words import finding_name, finding_reason, left_alone_reason
from genderlib.text.verdicts import verdict_name, verdict_reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from fractions import Fraction

    from genderlib.text.languages import Language
    from genderlib.text.verdicts import Show

LEFT_ALONE = "left_alone"
FAILING = frozenset(
    {
        Verdict.WRONG.value,
        Verdict.HEDGE_WRONG.value,
        Verdict.IMPOSSIBLE.value,
        *(kind.value for kind in Further),
    }
)
"""Verdicts that make an audit fail. A number cut off or padded is told, and passes."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement with its verdict, or a number left alone.

    Attributes
    ----------
    line : int
        Line of the text in which it begins, the first being 1.
    start, end : int
        Its place in the text that was read.
    text : str
        The words it was found in, white space made single.
    verdict : str
        A `Verdict`, the name of a further finding, or "left_alone".
    language : {"vi", "en"}
        Language of `reason` unless another one is asked for.
    judgement : Judgement or None
        The counts and the percentage with their exact values.
    facts : mapping
        Numbers of a further finding, by name.
    why : str
        For a number left alone, the key of the reason.
    """

    line: int
    start: int
    end: int
    text: str
    verdict: str
    language: Language
    judgement: Judgement | None = None
    facts: Mapping[str, Fraction] = field(default_factory=dict)
    why: str = ""

    def name(self, language: Language | None = None) -> str:
        """Name of the verdict in the words of a reader."""
        chosen = language or self.language
        if self.judgement is not None:
            return verdict_name(self.verdict, chosen)
        return finding_name(self.verdict, chosen)

    def reason(self, language: Language | None = None, show: Show | None = None) -> str:
        """Why it has its verdict; each number goes through `show`."""
        chosen = language or self.language
        if self.judgement is not None:
            return verdict_reason(self.judgement, chosen, show)
        if self.verdict == LEFT_ALONE:
            return left_alone_reason(self.why, chosen)
        return finding_reason(self.verdict, self.facts, chosen, show)

    @property
    def fails(self) -> bool:
        """Whether it makes the audit fail."""
        return self.verdict in FAILING


def exit_code(findings: Iterable[Finding]) -> int:
    """Exit code of the audit: 1 where anything is wrong, 0 elsewhere."""
    return int(any(finding.fails for finding in findings))
