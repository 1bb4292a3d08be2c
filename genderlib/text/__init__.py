"""Numbers, dates and words in Vietnamese and English, and the marks around them."""
