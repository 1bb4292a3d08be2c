"""A finished report in other forms: Word, PDF, a workbook, data.

Each is made from the page that lies in `reports` and from its figures, after the page
was held against the data; nothing is computed in another way.
"""
