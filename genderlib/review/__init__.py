"""One organisation's year in a notebook: figures, sentences, tables and charts."""

from genderlib.review.review import Review, make_review, open_review

__all__ = ["Review", "make_review", "open_review"]
