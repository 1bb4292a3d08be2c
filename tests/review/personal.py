"""Benefits, INVENTED for the tests: small counts of persons beside large ones."""

# Women, men: three of twenty would be known if the men were printed.
COUNTS = {
    "maternity_support": (17, 3),
    "violence_support": (4, 1),
    "health_check": (58, 41),
    "child_allowance": (33, 29),
}


def invent_benefits(year, counts=COUNTS):
    """Add groups and counts of benefits to a year's tables."""
    for group, (women, men) in counts.items():
        words = group.replace("_", " ")
        year.add(
            "groups",
            group=group,
            topic="benefit",
            counted="persons",
            name_vi=words,
            name_en=words,
            short_vi=words,
            short_en=words,
            rank="",
            pool="",
        )
        year.add("counts", group=group, women=women, men=men, total=women + men)
    return year
