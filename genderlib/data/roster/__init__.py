"""Personnel registers in, counts out: no row of a person is kept, shown or logged.

A register holds one row per person. duckdb streams it within a bound of memory and
spills, where it must, encrypted into a folder of its own that is removed afterwards.
What leaves this package are counts, numbers of rows, and words that stand in the
organisation's own tables; never a value of the register itself.
"""
