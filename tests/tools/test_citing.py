"""The page that lists what can be cited is that of the program."""

import citing


def test_the_page_is_up_to_date():
    assert citing.PAGE.read_text(encoding="utf-8") == citing.page()


def test_every_measure_of_2020_is_listed_with_both_texts():
    page = citing.page()

    # 4 of 13 is 30.8 per cent; 29 of 52 course places were taken by women.
    assert (
        "| `{{ party_committee \\| share }}` | share of women | 30,8% | 30.8% |" in page
    )
    assert "`{{ party_committee \\| counts }}` | 4 trên 13 | 4 of 13 |" in page
