"""Charts for the review: table in, drawing and text alternative out.

Every chart is one accessible SVG, made to be read on a phone, in grey print, and by
those who cannot see it. matplotlib draws; it is loaded with the first chart.
"""

from genderlib.charts.activities import activity_span
from genderlib.charts.change import share_change
from genderlib.charts.chart import Chart
from genderlib.charts.counts import stacked_counts
from genderlib.charts.funnel import funnel
from genderlib.charts.legibility import layout_faults, text_contrast
from genderlib.charts.lines import share_lines
from genderlib.charts.shares import share_bars

__all__ = [
    "Chart",
    "activity_span",
    "funnel",
    "layout_faults",
    "share_bars",
    "share_change",
    "share_lines",
    "stacked_counts",
    "text_contrast",
]
