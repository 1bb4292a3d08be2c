"""How problems are told."""

from genderlib.data import Problem, format_problems


def test_rows_that_break_one_rule_are_told_together():
    rule = ("women is not a whole number", "Write digits only.")
    problems = [
        Problem("counts.csv", 9, "women", "1,5", *rule, "staff"),
        Problem("groups.csv", None, "", "", "the file is empty", "Write it."),
        Problem("counts.csv", 3, "women", "x", *rule),
    ]

    text = format_problems(problems)

    assert text == (
        "counts.csv: women is not a whole number in 2 rows\n"
        '  row 3: women "x"\n'
        '  row 9 (staff): women "1,5"\n'
        "  Write digits only.\n"
        "groups.csv: the file is empty\n"
        "  Write it."
    )


def test_no_problems_are_an_empty_text():
    assert format_problems([]) == ""


def test_a_value_is_shown_without_what_a_terminal_would_obey():
    problem = Problem("a.csv", 2, "unit", "\x1b[2J\u202ex", "message", "Cure.")

    assert 'unit "<U+001B>[2J<U+202E>x"' in format_problems([problem])


def test_a_long_value_is_cut():
    problem = Problem("a.csv", 2, "unit", "x" * 200, "message", "Cure.")

    assert f'unit "{"x" * 59}…"' in format_problems([problem])


def test_an_empty_cell_is_said_to_be_empty():
    problem = Problem("a.csv", 2, "unit", "", "unit is missing", "Fill in unit.")

    assert "row 2: unit is empty" in format_problems([problem])
