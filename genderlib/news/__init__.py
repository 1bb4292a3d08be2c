"""One organisation's year as a short news item for its web page."""

from genderlib.news.item import NewsItem, make_news, open_news

__all__ = ["NewsItem", "make_news", "open_news"]
