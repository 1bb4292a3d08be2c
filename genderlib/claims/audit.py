"""The audit of a text: every statement about counts, found and judged."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import IO, TYPE_CHECKING

from genderlib.claims import lexicon as lex
from genderlib.claims.blocks import Block, split_blocks
from genderlib.claims.documents import Document, clean
from genderlib.claims.facts import Facts
from genderlib.claims.findings import LEFT_ALONE, Finding, exit_code
from genderlib.claims.further import (
    Averages,
    Doubt,
    Further,
    average_facts,
    doubts,
    norm_for_leaders,
    rows_that_do_not_add_up,
)
from genderlib.claims.items import Item, Kind, read_items
from genderlib.claims.judging import judge
from genderlib.claims.linking import Claim, link
from genderlib.claims.pairing import pair_counts
from genderlib.claims.reading import read_document
from genderlib.claims.sentences import Sentence, stretches
from genderlib.claims.tables import Row, by_whole, read_table
from genderlib.claims.tokens import read_sentence
from genderlib.text.languages import Language, check_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from genderlib.claims.blocks import Line

_VIETNAMESE = re.compile(
    "[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE
)
_AROUND = 7  # tokens shown around a number that stands alone
_EMPTY_EDGES = lex.AND | lex.MARK
_EXCERPT_ENDS = lex.COMMA | lex.SEMICOLON | lex.CELL | lex.OPEN | lex.CLOSE


def detect_language(text: str) -> Language:
    """Vietnamese where its letters are frequent, English elsewhere."""
    sample = text[:20_000]
    return "vi" if 50 * len(_VIETNAMESE.findall(sample)) > len(sample) else "en"


def audit_text(
    text: str, language: str | None = None, *, everything: bool = False
) -> list[Finding]:
    """Find the statements about counts in a text and judge each from its exact value.

    Parameters
    ----------
    text : str
        The text; Vietnamese and English are both read, also mixed.
    language : {"vi", "en"}, optional
        Language of the reasons; by default that of the text.
    everything : bool
        Whether to list the numbers that were seen and left alone too.

    Returns
    -------
    list of Finding
        In the order of the text.

    Examples
    --------
    >>> [finding.verdict for finding in audit_text("4/13 người, chiếm 30%")]
    ['truncated']
    """
    text = clean(text)
    chosen = check_language(language) if language else detect_language(text)
    findings = _Audit(text, chosen).findings()
    listed = [one for one in findings if everything or one.verdict != LEFT_ALONE]
    return sorted(listed, key=lambda finding: (finding.start, finding.end))


@dataclass(frozen=True, slots=True)
class Audit:
    """A document and what was found in it."""

    document: Document
    findings: tuple[Finding, ...]
    language: Language

    @property
    def exit_code(self) -> int:
        """1 where anything is wrong, 0 elsewhere."""
        return exit_code(self.findings)


def audit_file(
    source: str | Path | IO[bytes] | IO[str],
    language: str | None = None,
    *,
    everything: bool = False,
) -> Audit:
    """Read a file and audit its text.

    Parameters
    ----------
    source : path or stream
        Plain text, html or docx; "-" is standard input. Of a PDF its text is audited,
        as `pdftotext -layout` gives it.
    language, everything
        As in `audit_text`.

    Raises
    ------
    InputError
        If the file cannot be read; the message says what to do.
    """
    document = read_document(source)
    chosen = check_language(language) if language else detect_language(document.text)
    found = audit_text(document.text, chosen, everything=everything)
    findings = tuple(_placed(document, finding) for finding in found)
    return Audit(document, findings, chosen)


def _placed(document: Document, finding: Finding) -> Finding:
    """A finding with its line in the file."""
    numbers, facts = document.line_numbers, dict(finding.facts)
    if "line" in facts:
        facts["line"] = Fraction(numbers[int(facts["line"]) - 1])
    return replace(finding, line=numbers[finding.line - 1], facts=facts)


class _Audit:
    """One text on its way through the audit, with what earlier lines say."""

    def __init__(self, text: str, language: Language) -> None:
        self.text = text
        self.language = language
        self.women_nearby = False
        self.introduces = False
        self.carried: Item | None = None
        self.facts = Facts()
        self.averages = Averages()

    def findings(self) -> Iterator[Finding]:
        """Everything found, roughly in order."""
        for block in split_blocks(self.text):
            self._enter(block)
            if block.is_table:
                yield from self._read_table(block)
            else:
                yield from self._read_prose(block, block.start, block.end)

    def _enter(self, block: Block) -> None:
        """Go on to the next block; a new paragraph forgets, a list remembers."""
        is_continued = block.follows or self.introduces
        self.women_nearby = block.names_women or (self.women_nearby and is_continued)
        self.introduces = block.is_heading
        if not block.follows:
            self.carried = None
        if block.is_heading:
            self.facts.enter(self.text[block.start : block.end])

    def _read_prose(self, block: Block, start: int, end: int) -> Iterator[Finding]:
        parts = Averages()
        for stretch in stretches(self.text, start, end):
            if not stretch.is_worth_reading:
                continue
            sentence = read_sentence(self.text, stretch.start, stretch.end)
            items = pair_counts(sentence, read_items(sentence), self.carried)
            counts = [one for one in items if one.kind is Kind.COUNT and not one.sex]
            self.carried = counts[-1] if counts else None
            for doubt in list(doubts(sentence, items)):
                yield self._doubt(sentence, doubt, block)
            claims, alone = link(sentence, items, women_nearby=self.women_nearby)
            for claim in claims:
                parts.add(claim)
                yield self._claim(sentence, claim, block)
            bare = [one.percentage for one in claims if one.counts is None]
            single = [item for item in [*bare, *alone] if item is not None]
            for doubt in norm_for_leaders(sentence, single):
                yield self._doubt(sentence, doubt, block)
            yield from self._further(sentence, claims, block, parts)
            for item in alone:
                yield self._left_alone(sentence, item, block)
        if parts.parts:
            self.averages = parts

    def _further(
        self,
        sentence: Sentence,
        claims: list[Claim],
        block: Block,
        parts: Averages,
    ) -> Iterator[Finding]:
        """What is wrong between the statements of a sentence and earlier ones."""
        self.facts.begin(sentence)
        for claim in claims:
            known = parts if len(parts.parts) > 1 else self.averages
            average = known.doubt(sentence, claim)
            if average is not None:
                yield self._doubt(sentence, average, block)
            line = block.line_of(sentence.starts[claim.first])
            facts = self.facts.conflict(sentence, claim, line)
            if facts is not None:
                doubt = Doubt(Further.TWO_VALUES, claim.first, claim.last, facts)
                yield self._doubt(sentence, doubt, block)

    def _read_table(self, block: Block) -> Iterator[Finding]:
        rows, left = read_table(self.text, block)
        for line in left:
            yield from self._read_prose(block, line.start, line.end)
        for row in rows:
            judgement = judge(row.women, row.total, row.printed, row.hedge)
            yield Finding(
                row.line.number,
                row.start,
                row.end,
                _row_text(self.text, row.line),
                judgement.verdict.value,
                self.language,
                judgement,
            )
        for whole, parts in by_whole(rows):
            yield from self._whole(whole, parts)

    def _whole(self, whole: Row, parts: list[Row]) -> Iterator[Finding]:
        """Hold the row of the whole table against its parts."""
        sums = rows_that_do_not_add_up(whole, parts)
        if sums is not None:
            yield self._row_doubt(whole, Further.PARTS, sums)
        if whole.printed is not None:
            counts = [(row.women, row.total) for row in parts]
            average = average_facts(counts, whole.printed)
            if average is not None:
                yield self._row_doubt(whole, Further.AVERAGE, average)

    def _row_doubt(
        self, row: Row, kind: Further, facts: Mapping[str, Fraction]
    ) -> Finding:
        text = _row_text(self.text, row.line)
        place = (row.line.number, row.start, row.end)
        return Finding(*place, text, kind.value, self.language, facts=facts)

    def _claim(self, sentence: Sentence, claim: Claim, block: Block) -> Finding:
        start, end = sentence.starts[claim.first], sentence.ends[claim.last]
        text = _excerpt(sentence, claim.first, claim.last)
        verdict, judgement = claim.judgement.verdict.value, claim.judgement
        line = block.line_of(start)
        return Finding(line, start, end, text, verdict, self.language, judgement)

    def _doubt(self, sentence: Sentence, doubt: Doubt, block: Block) -> Finding:
        start, end = sentence.starts[doubt.first], sentence.ends[doubt.last]
        text = _excerpt(sentence, doubt.first, doubt.last)
        place = (block.line_of(start), start, end)
        kind = doubt.kind.value
        return Finding(*place, text, kind, self.language, facts=doubt.facts)

    def _left_alone(self, sentence: Sentence, item: Item, block: Block) -> Finding:
        start, end = sentence.starts[item.first], sentence.ends[item.last]
        text = _excerpt(sentence, item.first, item.last)
        why = item.reason.value if item.reason else ""
        place = (block.line_of(start), start, end)
        return Finding(*place, text, LEFT_ALONE, self.language, why=why)


def _excerpt(sentence: Sentence, first: int, last: int) -> str:
    """The words of a statement; a number that stands alone with those around it."""
    if last - first < 2:
        stop = max(0, first - _AROUND)
        while first > stop and not sentence.meanings[first - 1] & _EXCERPT_ENDS:
            first -= 1
        stop = min(len(sentence) - 1, last + _AROUND)
        while last < stop and not sentence.meanings[last + 1] & _EXCERPT_ENDS:
            last += 1
        while first < last and sentence.meanings[first] & _EMPTY_EDGES:
            first += 1
        while last > first and sentence.meanings[last] == lex.MARK:
            last -= 1
    while last + 1 < len(sentence) and sentence.meanings[last + 1] & lex.CLOSE:
        last += 1
    return " ".join(sentence.printed(first, last).replace("\t", " | ").split())


def _row_text(text: str, line: Line) -> str:
    cells = re.split(r"\s*[\t|]\s*|\s{2,}", text[line.start : line.end].strip("| \t"))
    return " | ".join(cell for cell in cells if cell)
