"""Norms in words: what one asks for, and a list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genderlib.norms.table import rows
from genderlib.text import terms
from genderlib.text.languages import choose
from genderlib.text.numbers import percent

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    import pandas as pd

    from genderlib.norms.table import Norm


def asked(norm: Norm, groups: pd.DataFrame, language: str) -> str:
    """What a norm asks for; for a legal basis its name.

    Parameters
    ----------
    norm : Norm
    groups : DataFrame
        The table of that name, for the name of the group a condition is about.
    language : {"vi", "en"}

    Returns
    -------
    str
        Plain text, such as "tỷ lệ nữ từ 25% trở lên".
    """
    if norm.comparison is None or norm.value is None:
        return choose(language, vi=norm.name_vi, en=norm.name_en)
    wanted = _wanted(norm, language)
    if norm.goal_year is not None:
        wanted = terms.by_year(wanted, str(norm.goal_year), language)
    if norm.condition_group is None or norm.condition_share is None:
        return wanted
    share = percent(norm.condition_share, 1, language)
    group = _group_name(norm.condition_group, groups, language)
    return f"{wanted}, {terms.condition_asked(share, group, language)}"


def norms_table(
    norms: Iterable[Norm], groups: pd.DataFrame, language: str
) -> list[dict[str, str]]:
    """Norms as rows of text, for the command line and for JSON.

    Parameters
    ----------
    norms : iterable of Norm
        From `applicable_norms` or `legal_bases`.
    groups : DataFrame
        The table of that name.
    language : {"vi", "en"}

    Returns
    -------
    list of dict
        With the keys norm, group, asked, document, number, locus, valid_from, valid_to,
        certainty, source_url and note; what is blank in the table is an empty string.
    """
    return [
        {
            "norm": norm.norm,
            "group": norm.group or "",
            "asked": asked(norm, groups, language),
            "document": choose(language, vi=norm.document, en=norm.document_en),
            "number": norm.number,
            "locus": terms.locator(norm.locus, language),
            "valid_from": _iso(norm.valid_from),
            "valid_to": _iso(norm.valid_to),
            "certainty": terms.certainty(norm.certainty, language),
            "source_url": norm.source_url,
            "note": choose(language, vi=norm.note_vi, en=norm.note_en),
        }
        for norm in norms
    ]


def _wanted(norm: Norm, language: str) -> str:
    sign, value = norm.comparison or "", norm.value or 0
    if norm.measure == "presence":
        return terms.presence_asked(sign, int(value), language)
    upper = None if norm.value_to is None else percent(norm.value_to, 1, language)
    share = percent(value, 1, language)
    counted = norm.counted or "persons"
    return terms.share_asked(sign, share, language, upper, counted=counted)


def _group_name(group: str, groups: pd.DataFrame, language: str) -> str:
    column = choose(language, vi="name_vi", en="name_en")
    names = {row["group"]: str(row[column]) for row in rows(groups)}
    return names.get(group, group)


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()
