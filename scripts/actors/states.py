"""States, territories, former and de facto states, and the state bodies that follow one pattern."""

import csv
import re

from actors.tables import REVIEWED
from actors.text import Name, names, read_table, tidy


def load_codes(sources):
    """ISO 3166 rows by alpha-3 code."""
    with open(sources / "country-codes.csv", encoding="utf-8", newline="") as stream:
        return {row["ISO3166-1-Alpha-3"]: row for row in csv.DictReader(stream)}


def add_states(tables, sources, inputs):
    codes = load_codes(sources)
    for row in read_table(inputs / "states.tsv"):
        _add_state(tables, row, codes.get(row["iso3"]))
    _add_official_names(tables, sources, codes)
    for row in read_table(inputs / "prefixes.tsv"):
        tables.alias(row["prefix"], row["id"], "adjective", "seed", flags=["prefix"], review=REVIEWED)


def _add_state(tables, row, code):
    id = "state/" + row["iso3"].lower()
    wikidata = (code or {}).get("wikidata_id", "").rpartition("/")[2]
    label = Name(row["label"])
    kind = "state" if is_independent(row["iso3"], code) else "territory"
    tables.entity(id, kind, label.text, "cc", code=row["iso3"], wikidata=FIXED_IDS.get(row["iso3"], wikidata),
                  iso2=code["ISO3166-1-Alpha-2"] if code else "XK", prior="5" if kind == "state" else "3")
    label = next((n for n in names(row["names"]) if n.text == label.text), label)
    tables.name(label, id, "name", "seed")
    for kind, field in (("name", "names"), ("adjective", "adjectives"), ("capital", "capitals")):
        for name in names(row[field]):
            tables.name(name, id, kind, "seed")
    for name in names(row["demonyms"]):
        _add_demonym(tables, id, name)


def is_independent(iso3, code):
    return iso3 in ("XKX", "TWN", "PSE") or (code or {}).get("is_independent") == "Yes"


FIXED_IDS = {"NAM": "Q1030", "XKX": "Q1246"}


def _add_demonym(tables, id, name):
    """`Dane+` adds an s, `Chinese=` is both numbers, `Frenchman/Frenchmen` gives both."""
    word = name.text
    if word[-1] in "+=":
        word, plural = word[:-1], word[:-1] + ("s" if word[-1] == "+" else "")
    else:
        word, _, plural = word.partition("/")
    for text, kind in ((word, "demonym"), (plural, "demonym_pl")):
        if text:
            tables.alias(text, id, kind, "seed", flags=name.flags, review=REVIEWED)


def _add_official_names(tables, sources, codes):
    found = [(iso3, code["UNTERM English Formal"], "cc") for iso3, code in codes.items()]
    found += [(row["iso3"], row["long_name"], "fb") for row in
              read_table(sources / "factbook_countries.tsv.gz")]
    for iso3, text, source in found:
        text = re.sub(r"^(the|The) |\s*\*$", "", re.sub(r"\(.*|;.*", "", tidy(text)).strip()).strip()
        id = "state/" + iso3.lower()
        if iso3 in SKIP_LONG or not iso3 or " " not in text or not tables.has(id):
            continue
        tables.alias(text, id, "official", source)


SKIP_LONG = {"MKD", "SJM", "PSE"}


def add_former_states(tables, inputs):
    """Former and de facto states; `represents` only where the successor is undisputed."""
    for row in read_table(inputs / "former.tsv"):
        kind = row["id"].partition("/")[0]
        kind = "territory" if kind == "region" and row["code"] else kind
        tables.entity(row["id"], kind, row["label"], "seed", "2026-11", code=row["code"],
                      part_of=row["part_of"], represents=row["represents"], wikidata=row["wikidata"],
                      valid_from=row["from"], valid_to=row["to"], prior="2")
        tables.name(Name(row["label"]), row["id"], "name", "seed")
        for kind, field in (("name", "names"), ("adjective", "adjectives"), ("capital", "seats")):
            for name in names(row[field]):
                tables.name(name, row["id"], kind, "seed")
        for name in names(row["demonyms"]):
            _add_demonym(tables, row["id"], name)


PATTERNS = (
    ("government", "{label} (government)", "", ("Government of {the}", "{adj} government")),
    ("forces", "{adj} armed forces", "government",
     ("Armed Forces of {the}", "{adj} Armed Forces", "{adj} armed forces")),
    ("legislature", "{adj} parliament", "", ("Parliament of {the}", "{adj} parliament", "{adj} Parliament")),
    ("ministry/defence", "{adj} defence ministry", "government",
     ("{adj} Defence Ministry", "{adj} Defense Ministry", "{adj} Ministry of Defence",
      "{adj} Ministry of Defense", "Ministry of Defence of {the}", "Ministry of Defense of {the}")),
    ("ministry/foreign", "{adj} foreign ministry", "government",
     ("{adj} Foreign Ministry", "{adj} Ministry of Foreign Affairs", "Ministry of Foreign Affairs of {the}")),
)


def add_state_bodies(tables, sources, inputs):
    """The government, forces, legislature, defence and foreign ministry of each independent state."""
    codes = load_codes(sources)
    for row in read_table(inputs / "states.tsv"):
        if is_independent(row["iso3"], codes.get(row["iso3"])) or row["iso3"] in ("ESH", "HKG"):
            _add_bodies(tables, row["iso3"].lower(), row)


def _add_bodies(tables, iso3, row):
    adjectives, label = names(row["adjectives"]), Name(row["label"]).text
    words = {"label": label, "adj": adjectives[0].text if adjectives else label,
             "the": ("the " if label in WITH_ARTICLE else "") + label}
    for pattern, label, container, aliases in PATTERNS:
        kind, _, branch = pattern.partition("/")
        id = f"{kind}/{iso3}" + (f"-{branch}" if branch else "")
        part_of = f"{container}/{iso3}" if container else f"state/{iso3}"
        tables.entity(id, kind, label.format(**words), "seed", part_of=part_of, represents=f"state/{iso3}")
        for alias in aliases:
            tables.alias(alias.format(**words), id, "name", "seed", case="any" if alias[-1].islower()
                         and " government" in alias else "")


WITH_ARTICLE = {"United States", "United Kingdom", "Philippines", "Netherlands", "Gambia", "Bahamas", "Maldives",
                "United Arab Emirates", "Czech Republic", "Central African Republic", "Solomon Islands", "Comoros",
                "Democratic Republic of the Congo", "Republic of the Congo", "Dominican Republic", "Seychelles",
                "Marshall Islands", "Holy See"}


def state_keys(tables):
    return {row["code"]: row["id"] for row in tables.rows["entities"].values() if row["id"].startswith("state/")}
