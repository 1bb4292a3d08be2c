"""What a sentence of one review can cite, and how each citation reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from genderlib.review.figures import UnknownFigureError
from genderlib.review.forms import FORMS, written
from genderlib.review.labels import LABELS
from genderlib.review.subjects import Subject, Subjects

if TYPE_CHECKING:
    from genderlib.ledger import Figure
    from genderlib.review.review import Review

# The column that only rows of that kind have, the most telling first.
_KINDS: Final = (
    *("norm", "statement", "target", "activity", "document"),
    *("publisher", "topic"),
)
_CALLED: Final[dict[str, tuple[str, str]]] = {
    "norm": ("chỉ tiêu", "norm"),
    "statement": ("nhận định", "statement"),
    "target": ("mục tiêu", "goal"),
    "activity": ("hoạt động", "activity"),
    "document": ("văn bản", "document"),
    "publisher": ("nguồn", "source"),
    "topic": ("nhóm", "group"),
    "list": ("danh sách", "list"),
    "words": ("từ ngữ", "words"),
}
_SAYING: Final[dict[str, tuple[str, ...]]] = {
    "topic": ("counts", "hedged", "one_seat", "reach_half"),
    "norm": ("document", "locus"),
    "list": ("names", "highest", "lowest", "noun"),
}


def kind_of(value: Any) -> str:
    """Of which kind something is that sentences can name.

    Returns
    -------
    str
        The column that tells rows of its table, "list", or "words".
    """
    if isinstance(value, Subjects):
        return "list"
    if isinstance(value, Subject):
        return next((kind for kind in _KINDS if kind in value.row), "words")
    return "words"


def called(kind: str, language: str) -> str:
    """What a kind is called."""
    return _CALLED[kind][language == "en"]


def measures(review: Review, name: str) -> dict[str, Figure]:
    """Figures of one name, by their measure; none are recorded in the ledger.

    Parameters
    ----------
    review : Review
    name : str
        A name of `review.names`.

    Returns
    -------
    dict of str to Figure
        Measures that one word cites; empty for a name that has no figures.
    """
    found = {}
    for measure in sorted(_known_measures(review, name), key=_by_label):
        if measure in review.filters:
            figure = figure_of(review, name, measure)
            if figure is not None:
                found[measure] = figure
    return found


def _by_label(measure: str) -> int:
    """Counts first, then what is made of them."""
    known = list(LABELS)
    return known.index(measure) if measure in LABELS else len(known)


def figure_of(review: Review, name: str, measure: str) -> Figure | None:
    """One figure, not recorded in the ledger; None where there is none."""
    try:
        return review.definitions.figure(f"{name}.{measure}")
    except UnknownFigureError:
        return None


def _known_measures(review: Review, name: str) -> tuple[str, ...]:
    # No measure has an empty name, so the error lists those there are.
    try:
        review.definitions.figure(f"{name}.")
    except UnknownFigureError as error:
        return error.known if error.identifier == f"{name}." else ()
    return ()


def sayings(review: Review, name: str) -> list[str]:
    """Filters that say more than one figure of a name."""
    wanted = _SAYING.get(kind_of(review.names.get(name)), ())
    return [filter_ for filter_ in wanted if filter_ in review.filters]


def forms(figure: Figure, language: str) -> dict[str, str]:
    """The text of a figure in each form it has."""
    found = {}
    for form in FORMS:
        try:
            found[form] = written(figure, language, form)
        except ValueError:
            continue
    return found
