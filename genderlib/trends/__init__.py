"""One organisation over all its years: levels, changes, what moved them, what is due."""

from genderlib.trends.trend import Trend, make_trend, open_trend

__all__ = ["Trend", "make_trend", "open_trend"]
