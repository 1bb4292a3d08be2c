"""Checks of a page as a browser lays it out: each gives its problems in words."""

# A4 less the margins of @page, in CSS pixels (96 to the inch, 25.4 mm to the inch).
PAPER_WIDTH = round((210 - 18 - 18) * 96 / 25.4)
PAPER_HEIGHT = round((297 - 22 - 20) * 96 / 25.4)

_NAMED = """
const named = e => `<${e.localName} class="${e.getAttribute('class') ?? ''}"> `
    + e.textContent.trim().replace(/\\s+/g, ' ').slice(0, 40);
const hidden = e => !e.checkVisibility() || e.closest('.skip, defs, desc, title');
"""

_OVERFLOW = f"""() => {{ {_NAMED}
const room = document.documentElement.clientWidth;
const scrolls = e => e.closest('.table');
const wide = [...document.querySelectorAll('body *')].filter(e => !hidden(e)
    && !scrolls(e.parentElement) && e.getBoundingClientRect().right > room + 1);
const page = document.documentElement.scrollWidth;
return [...(page > room ? [`the page is ${{page}} wide in ${{room}}`] : []),
    ...wide.map(e => 'beyond the edge: ' + named(e))];
}}"""

_CLIPPED = f"""() => {{ {_NAMED}
const cuts = e => ['hidden', 'clip'].includes(getComputedStyle(e).overflowX);
const clipped = [...document.querySelectorAll('body *')].filter(e => !hidden(e)
    && !e.closest('svg') && cuts(e) && (e.scrollWidth > e.clientWidth + 1
    || e.scrollHeight > e.clientHeight + 1));
const outside = [...document.querySelectorAll('svg text')].filter(e => {{
    const [box, svg] = [e.getBoundingClientRect(),
        e.ownerSVGElement.getBoundingClientRect()];
    return box.left < svg.left - 1 || box.right > svg.right + 1
        || box.top < svg.top - 1 || box.bottom > svg.bottom + 1; }});
return [...clipped, ...outside].map(e => 'clipped: ' + named(e));
}}"""

_PAPER = f"""() => {{ {_NAMED}
const style = (s, p) => getComputedStyle(document.querySelector(s))[p];
const bottom = document.querySelector('.first-page').getBoundingClientRect().bottom;
const text = [...document.querySelectorAll('a')].filter(e => !hidden(e));
const tables = [...document.querySelectorAll('.table, figure')];
return [
    ...(style('.first-page', 'breakAfter') === 'page' ? [] :
        ['no page break after the first page']),
    ...(bottom <= {PAPER_HEIGHT} ? [] :
        [`the first page is ${{Math.round(bottom)}} high, more than {PAPER_HEIGHT}`]),
    ...(style('thead', 'display') === 'table-header-group' ? [] :
        ['table heads are not repeated']),
    ...(style('tbody tr', 'breakInside') === 'avoid' ? [] : ['rows may break']),
    ...(style('.contents', 'display') === 'none' ? [] : ['contents are printed']),
    ...text.filter(e => getComputedStyle(e).textDecorationLine !== 'none'
            || getComputedStyle(e).color !== getComputedStyle(e.parentElement).color)
        .map(e => 'link looks like one: ' + named(e)),
    ...tables.filter(e => e.scrollWidth > {PAPER_WIDTH} + 1)
        .map(e => `wider than the paper by ${{e.scrollWidth - {PAPER_WIDTH}}}: `
            + named(e)),
]; }}"""


def overflowing(page):
    """What makes the page scroll sideways; tables may, in a region of their own."""
    return page.evaluate(_OVERFLOW)


def clipped(page):
    """Text that is cut off, in boxes and in charts."""
    return page.evaluate(_CLIPPED)


def unfit_for_paper(page):
    """What would look wrong on A4: the page is laid out as it would be printed."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER_WIDTH, "height": PAPER_HEIGHT})
    found = page.evaluate(_PAPER)
    page.emulate_media(media="screen")
    return found
