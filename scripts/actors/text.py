"""Reading tables and spelling: folding, keys, and the short notation of the input lists."""

import gzip
import re
import unicodedata

_LETTERS = str.maketrans({
    "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th",
    "Þ": "Th", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ı": "i", "ə": "e", "Ə": "E",
    "ŋ": "ng", "ħ": "h", "Ħ": "H", "’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "ʿ": "'", "ʾ": "'",
    "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-", "\u00a0": " ", "\u200e": ""})


def fold(text):
    """`text` in ASCII: diacritics dropped, letters without a decomposition replaced."""
    spread = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in spread if ord(c) < 128)


def tidy(text):
    """`text` with plain quotes and dashes and single spaces, its letters kept."""
    for bad, good in (("’", "'"), ("‘", "'"), ("ʻ", "'"), ("ʼ", "'"), ("–", "-"), ("\u00a0", " "),
                      ("\u200e", ""), ("\u200f", ""), ("\u200b", "")):
        text = text.replace(bad, good)
    return unicodedata.normalize("NFC", re.sub(r"\s+", " ", text).strip())


def slug(text):
    """`text` as the name part of a key: lower-case ASCII words joined by hyphens."""
    plain = fold(text).lower().replace("'", "").replace(".", "").replace("+", " plus ")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def read_table(path):
    """The rows of a tab-separated file (`.gz` too) as dicts; lines that start with `#` are notes."""
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8", newline="\n") as stream:
        lines = [line.rstrip("\n") for line in stream]
    lines = [line for line in lines if line and not line.startswith("#")]
    head = lines[0].split("\t")
    return [dict(zip(head, line.split("\t") + [""] * len(head))) for line in lines[1:]]


class Name:
    """One name of the input lists: `US{exact,ambig,from=1990,kind=abbr}` and what its braces say."""

    CASES = ("exact", "cap", "any")

    def __init__(self, text):
        found = re.fullmatch(r"(.*?)(?:\{(.*)\})?", text.strip())
        self.text = tidy(found.group(1))
        self.case, self.kind, self.start, self.end, self.flags = "", "", "", "", []
        for item in (found.group(2) or "").split(","):
            self._take(item.strip())

    def _take(self, item):
        key, _, value = item.partition("=")
        if key in ("from", "to", "kind"):
            setattr(self, {"from": "start", "to": "end", "kind": "kind"}[key], value)
        elif item in self.CASES:
            self.case = item
        elif item:
            self.flags.append(item)


def names(field):
    """The names of a `;` separated field."""
    return [Name(part) for part in field.split(";") if part.strip()]


def is_abbreviation(text):
    """Whether `text` reads as an abbreviation: US, U.S., JNIM, SLM/A, MNF-I."""
    bare = re.sub(r"[^A-Za-z0-9]", "", text)
    return " " not in text and 1 < len(bare) <= 8 and bare.isupper()


def default_case(text):
    """How the letters of `text` have to agree with the text read, if nobody says otherwise."""
    mixed = " " not in text and len(text) < 6 and any(c.isupper() for c in text[1:]) and text[0].isalpha()
    if is_abbreviation(text) or mixed:
        return "exact"
    return "cap" if any(c.isupper() for c in text) else "any"
