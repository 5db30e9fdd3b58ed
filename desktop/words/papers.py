"""Kinds of identity paper in one or two words, for lists where there is little room."""

from desktop.words.catalogue import mark

SHORT_PAPERS = {
    "CNIC": mark("CNIC"),
    "NICOP": mark("NICOP"),
    "CRC": mark("B-Form"),
    "FRC": mark("FRC"),
    "CNIC_TOKEN": mark("NADRA token"),
    "BIRTH": mark("Birth certificate"),
    "NIKAH": mark("Marriage paper"),
    "DOMICILE": mark("Domicile"),
    "VOUCHED": mark("Two vouch"),
}
"""Kinds of identity paper in one or two words; having none is no kind."""
