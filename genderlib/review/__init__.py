"""One organisation's year in a notebook: figures, sentences, tables and charts."""

from genderlib.review.review import Review, open_review

__all__ = ["Review", "open_review"]
