"""Tables to look something up in while writing; none of them is part of a report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from genderlib.review import norm_words
from genderlib.review.citing import called, kind_of, measures, sayings
from genderlib.review.figures import UnknownFigureError
from genderlib.review.forms import marked
from genderlib.review.labels import label
from genderlib.review.subjects import Subject, Subjects
from genderlib.review.tables import Column, Table
from genderlib.text.markup import escape
from genderlib.text.names import NONE, name
from genderlib.text.outputs import as_lookup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genderlib.norms import Judgement
    from genderlib.review.review import Review
    from genderlib.text.languages import Language

_LINK = re.compile(r"</?a\b[^>]*>")


@dataclass(frozen=True, slots=True)
class Lookup:
    """A table that shows itself in a notebook and in a terminal.

    Parameters
    ----------
    table : Table
    language : {"vi", "en"}
        Of its words, for those who hear the page.
    nothing : str
        The sentence in place of a table without rows.
    """

    table: Table
    language: Language
    nothing: str = ""

    def __len__(self) -> int:
        """Number of rows."""
        return len(self.table.rows)

    def __repr__(self) -> str:
        """The table for a terminal."""
        return repr(self.table) if self.table.rows else self.nothing

    def _repr_html_(self) -> str:
        """The table for JupyterLab; every text of the data in it is escaped."""
        inside = self.table._repr_html_() if self.table.rows else self._empty()
        return f'<div class="lookup" lang="{self.language}">\n{inside}</div>\n'

    def _empty(self) -> str:
        return f'<p class="mathjax_ignore">{escape(self.nothing)}</p>\n'

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[dict[str, str], dict[str, Any]]:
        """What Jupyter shows."""
        del include, exclude
        return as_lookup(self._repr_html_(), repr(self))


def citable(review: Review, subject: str = "") -> Lookup:
    """What sentences can cite.

    Parameters
    ----------
    review : Review
    subject : str
        A name, whose figures are then listed; every name where it is empty.

    Raises
    ------
    UnknownFigureError
        If there is no such name; the message names the nearest.
    """
    if not subject:
        return _names(review)
    if subject not in review.names:
        raise UnknownFigureError(subject, review.names)
    return _figures(review, subject)


def _names(review: Review) -> Lookup:
    rows = [
        [
            _code(identifier),
            _title(review, value),
            called(kind_of(value), review.language),
        ]
        for identifier, value in review.names.items()
    ]
    caption = review.say("Những tên có thể dẫn", "Names that can be cited")
    headings = review.columns(
        ("Tên", "Name"), ("Nội dung", "What it is"), ("Loại", "Kind")
    )
    return _lookup(review, "citable", caption, headings, rows)


def _title(review: Review, value: object) -> Markup:
    if isinstance(value, Subject):
        return value.title
    if not isinstance(value, Subjects):
        return NONE
    entries = "entry" if len(value) == 1 else "entries"
    return review.fill("{} mục", f"{{}} {entries}", name(str(len(value))))


def _figures(review: Review, subject: str) -> Lookup:
    found = measures(review, subject)
    rows = [
        [
            _code(f"{{{{ {subject} | {measure} }}}}"),
            label(measure, review.language),
            marked(figure, review.language, link=False),
        ]
        for measure, figure in found.items()
    ]
    rows += list(_sayings(review, subject))
    caption = review.fill("Cách dẫn {}", "How to cite {}", name(subject))
    headings = review.columns(
        ("Cách viết", "Write"), ("Nội dung", "What it is"), ("Đọc là", "Reads")
    )
    nothing = review.say("Tên này không có số liệu.", "This name has no figures.")
    return _lookup(review, f"citable-{subject}", caption, headings, rows, nothing)


def _sayings(review: Review, subject: str) -> Iterator[list[str]]:
    """Phrases of a name, on a copy whose ledger nobody reads."""
    copy = review.again(lambda tables: tables)
    for saying in sayings(review, subject):
        if saying == "noun":  # asks for two words of the sentence's own
            continue
        cited = f"{{{{ {subject} | {saying} }}}}"
        if saying in ("highest", "lowest"):
            cited = f"{{{{ {subject} | {saying} | names }}}}"
        words = review.say("câu", "phrase")
        try:
            said = copy.prose(cited, where=subject)
        except (UnknownFigureError, ArithmeticError, LookupError):
            continue
        yield [_code(cited), words, _unlinked(said)]


def norms_in_force(review: Review, group: str = "") -> Lookup:
    """Norms that apply in the year, with what was found.

    Parameters
    ----------
    review : Review
    group : str
        Only norms for this group; all where it is empty.

    Raises
    ------
    UnknownFigureError
        If there is no such group; the message names the nearest.
    """
    groups = review.definitions.groups
    if group and group not in groups:
        raise UnknownFigureError(group, groups)
    copy = review.again(lambda tables: tables)
    rows = [
        _norm(copy, judged)
        for judged in copy.definitions.judgements
        if group in ("", judged.group)
    ]
    caption = review.say("Các chỉ tiêu đang có hiệu lực", "Norms in force")
    if group:
        title = review.subject(group, groups[group]).name
        caption = review.fill("Chỉ tiêu đối với {}", "Norms for {}", title)
    headings = review.columns(
        ("Mã", "Norm"),
        ("Nhóm", "Group"),
        ("Yêu cầu", "Asks for"),
        ("Kết quả", "Finding"),
        ("Văn bản", "Document"),
    )
    nothing = review.say("Không có chỉ tiêu nào.", "No norm is in force.")
    identifier = f"norms-{group}" if group else "norms-in-force"
    return _lookup(review, identifier, caption, headings, rows, nothing)


def _norm(review: Review, judged: Judgement) -> list[str]:
    group = review.definitions.groups[judged.group]
    cells = (
        review.subject(judged.group, group).title,
        norm_words.asks(review, judged),
        norm_words.finding(review, judged),
        norm_words.document(review, judged),
    )
    return [_code(judged.norm), *map(_unlinked, cells)]


def _lookup(
    review: Review,
    identifier: str,
    caption: str,
    headings: list[Column],
    rows: list[list[str]],
    nothing: str = "",
) -> Lookup:
    table = Table(f"lookup-{identifier}", caption, headings, rows)
    return Lookup(table, review.language, nothing)


def _code(text: str) -> Markup:
    return Markup("<code>{}</code>").format(escape(text))


def _unlinked(shown: Markup) -> Markup:
    """Without links to the table of figures, which the look-up stands apart from."""
    return Markup(_LINK.sub("", shown))  # noqa: S704  tags are taken out, none put in
