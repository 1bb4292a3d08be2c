"""An agency, INVENTED, with small counts in every corner, and its pages."""

from genderlib.data import Project
from genderlib.data.raw import RawTables
from genderlib.report.rebuild import read_script
from genderlib.review import make_review
from tests.conftest import copy_project
from tests.review.personal import invent_agency
from tests.review.year import Year


class Agency:
    """Its tables and its pages; a page is made once, without a kernel."""

    def __init__(self, folder):
        invent_agency(Year(copy_project(folder)))
        raw = RawTables(Project(folder))
        self.tables = raw.year("stameq", 2020)
        self._script = read_script(folder / "notebooks" / "annual_review.ipynb")
        self._pages = {}

    def review(self, audience="public", language="en", tables=None, previous=None):
        return make_review(
            tables or self.tables, previous, language=language, audience=audience
        )

    def page(self, audience="public", language="en"):
        if (audience, language) not in self._pages:
            found = self._script.page(self.review(audience, language))
            self._pages[audience, language] = found
        return self._pages[audience, language]

    def made(self, tables, previous=None, audience="public"):
        return self._script.page(self.review(audience, "en", tables, previous))
