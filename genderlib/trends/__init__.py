"""One organisation over all its years: levels, changes, where it is heading."""

from genderlib.trends.trend import Trend, make_trend, open_trend

__all__ = ["Trend", "make_trend", "open_trend"]
