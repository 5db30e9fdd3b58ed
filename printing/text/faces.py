"""Font faces as HarfBuzz sees them, and their embedding into a ReportLab document: one subset of each, made at save.

Each face becomes a Type0 font with Identity-H, so that glyph numbers stand in the page stream as they are.
"""

import threading
from typing import Any, Final

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc

from printing.fontfiles import LATEEF, NASKH, NASTALIQ, SANS, Family, path_of

# Layout is done by then, and names and maps are of no use to a page: they only cost bytes.
_DROPPED = ("GSUB", "GPOS", "GDEF", "name", "post", "OS/2", "cmap", "DSIG", "STAT", "Silf", "Glat", "Gloc", "Feat")

type Box = tuple[float, float, float, float]


class Face:
    """One font file: glyphs, advances and ink boxes in em. Safe to share: everything it keeps is only a memory."""

    def __init__(self, family: Family, weight: int) -> None:
        path = path_of(family, weight)
        self.name: Final = path.stem
        self.family: Final = family
        self.weight: Final = weight
        self.face: Final = hb.Face(hb.Blob.from_file_path(path))
        self.font: Final = hb.Font(self.face)
        self.upem: Final = self.face.upem
        self._glyphs: dict[str, int | None] = {}
        self._advances: dict[int, float] = {}
        self._boxes: dict[int, Box | None] = {}

    def glyph(self, char: str) -> int | None:
        """Glyph number of a character, None where the font has none."""
        try:
            return self._glyphs[char]
        except KeyError:
            found = self._glyphs[char] = self.font.get_nominal_glyph(ord(char)) or None
            return found

    def advance(self, glyph: int) -> float:
        """Advance width of a glyph in em."""
        try:
            return self._advances[glyph]
        except KeyError:
            found = self._advances[glyph] = self.font.get_glyph_h_advance(glyph) / self.upem
            return found

    def box(self, glyph: int) -> Box | None:
        """Ink of a glyph as (left, bottom, right, top) in em, None where it has no ink."""
        try:
            return self._boxes[glyph]
        except KeyError:
            extents = self.font.get_glyph_extents(glyph)
            found: Box | None = None
            if extents is not None and extents.width:
                top = extents.y_bearing / self.upem
                left = extents.x_bearing / self.upem
                found = (left, top + extents.height / self.upem, left + extents.width / self.upem, top)
            self._boxes[glyph] = found
            return found


_faces: dict[tuple[str, int], Face] = {}
_lock = threading.Lock()


def face(family: Family, weight: int) -> Face:
    """The face of a family at a weight, loaded once a process."""
    key = (family.name, weight)
    found = _faces.get(key)
    if found is None:
        with _lock:
            found = _faces.setdefault(key, Face(family, weight))
    return found


def chain(script: str, weight: int) -> tuple[Face, ...]:
    """The faces to try for a script, best first. The last one also draws the box for a character nobody knows."""
    sans, naskh = face(SANS, weight), face(NASKH, 700 if weight >= 600 else 400)
    heavy = 700 if weight >= 600 else 400
    if script == "nastaliq":
        return (face(NASTALIQ, heavy), naskh, face(LATEEF, heavy), sans)
    if script == "lateef":
        return (face(LATEEF, heavy), naskh, face(NASTALIQ, heavy), sans)
    return (sans, naskh)


class Embedded:
    """The faces that one document uses, and which glyphs of each; ReportLab asks it for the objects at save."""

    def __init__(self) -> None:
        self.used: dict[Face, dict[int, str]] = {}
        self._noted: dict[int, object] = {}

    def note(self, uses: tuple[tuple[Face, int, str], ...]) -> None:
        """Remember glyphs: (face, glyph, the text that it stands for or nothing)."""
        if id(uses) in self._noted:
            return
        self._noted[id(uses)] = uses  # kept, so that no other tuple can take its id
        for used, glyph, text in uses:
            glyphs = self.used.setdefault(used, {})
            if not glyphs.get(glyph):
                glyphs[glyph] = text

    def addObjects(self, doc: Any) -> None:
        """Write every face as a subset. The name and the argument are ReportLab's (`delayedFonts`)."""
        fonts = doc.idToObject["BasicFonts"].dict
        for used in sorted(self.used, key=lambda one: one.name):
            fonts[used.name] = doc.Reference(_type0(doc, used, self.used[used]), "font" + used.name)


def _subset(used: Face, glyphs: dict[int, str]) -> bytes:
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update({0, *glyphs})
    flags = hb.SubsetFlags
    wanted.flags = flags.RETAIN_GIDS | flags.NO_HINTING | flags.NOTDEF_OUTLINE | flags.NO_LAYOUT_CLOSURE
    drop = wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG)
    for tag in _DROPPED:
        drop.add(int.from_bytes(tag.encode(), "big"))
    return bytes(hb.subset(used.face, wanted).blob.data)


def _stream(content: bytes) -> pdfdoc.PDFStream:
    return pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])


def _type0(doc: Any, used: Face, glyphs: dict[int, str]) -> Any:
    """Type0 font dictionary with its descendant, descriptor, file and ToUnicode map."""
    kit: Any = pdfdoc  # its names are typed too loosely to be of use
    dictionary, name, array = kit.PDFDictionary, kit.PDFName, kit.PDFArray
    data = _subset(used, glyphs)
    base = "HAQDAR+" + used.name
    file = _stream(data)
    file.dictionary.dict["Length1"] = len(data)
    extents = used.font.get_font_extents("ltr")
    descriptor = dictionary({
        "Type": name("FontDescriptor"), "FontName": name(base), "Flags": 4, "ItalicAngle": 0,
        "FontBBox": array([-1000, -1000, 3000, 2500]), "Ascent": round(extents.ascender / used.upem * 1000),
        "Descent": round(extents.descender / used.upem * 1000), "CapHeight": 700, "StemV": 80,
        "FontFile2": doc.Reference(file),
    })  # fmt: skip
    widths: list[object] = []
    for glyph in sorted(glyphs):
        widths += [glyph, array([round(used.advance(glyph) * 1000, 2)])]
    system = dictionary({
        "Registry": kit.PDFString("Adobe"), "Ordering": kit.PDFString("Identity"), "Supplement": 0,
    })  # fmt: skip
    descendant = dictionary({
        "Type": name("Font"), "Subtype": name("CIDFontType2"), "BaseFont": name(base), "CIDSystemInfo": system,
        "FontDescriptor": doc.Reference(descriptor), "DW": 0, "W": array(widths), "CIDToGIDMap": name("Identity"),
    })  # fmt: skip
    return dictionary({
        "Type": name("Font"), "Subtype": name("Type0"), "BaseFont": name(base), "Encoding": name("Identity-H"),
        "DescendantFonts": array([doc.Reference(descendant)]),
        "ToUnicode": doc.Reference(_stream(_to_unicode(glyphs))),
    })  # fmt: skip


def _to_unicode(glyphs: dict[int, str]) -> bytes:
    rows = [
        f"<{glyph:04X}> <{text.encode('utf-16-be', 'replace').hex()}>" for glyph, text in sorted(glyphs.items()) if text
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    for i in range(0, len(rows), 100):
        part = rows[i : i + 100]
        lines += [f"{len(part)} beginbfchar", *part, "endbfchar"]
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode()
