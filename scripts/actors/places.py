"""Regions, seas, straits, disputed areas, cities, and the seats that stand for a government."""

import re

from actors.bodies import label_first
from actors.text import Name, fold, names, read_table, slug, tidy

SAME_PLACE = {"gaza-strip": "region/gaza", "western-sahara": "state/esh", "gibraltar": "state/gib",
              "falkland-islands": "state/flk", "antarctica": "state/ata", "guantanamo-bay": "base/guantanamo", "sub-continent": "region/south-asia",
              "the-west": "region/west", "gulf": "region/gulf", "kashmir": "region/kashmir"}
GROUP_CODES = {"region/west": "West", "region/gulf": "Gulf states", "region/arab-world": "Arab states"}


def add_regions(tables, sources, inputs):
    """The regions of the seed, then our own further ones, corrected by `regions.tsv`."""
    changes = {row["name"]: row for row in read_table(inputs / "regions.tsv")}
    for row in read_table(sources / "seed/regions_seas.tsv"):
        change = changes.pop(row["name"], {"add": "", "drop": ""})
        _add_region(tables, row["name"], row["aliases"], row["type"], change)
    for name, change in changes.items():
        _add_region(tables, name, "", change["type"] or "region", change)


def _add_region(tables, name, aliases, sort, change):
    kind = sort if sort in ("sea", "strait") else "region"
    id = SAME_PLACE.get(slug(name), f"{kind}/{slug(name)}")
    if not tables.has(id):
        tables.entity(id, kind, name, "seed", "2026-11", prior="2", part_of=change.get("part_of", ""),
                      code=GROUP_CODES.get(id, ""))
    dropped = {part.strip() for part in change["drop"].split(";")}
    for item in label_first(name, names(change["add"]) + names(aliases)):
        if item.text not in dropped or item.flags or item.case:
            tables.name(item, id, "name", "seed")


NOT_ENGLISH = re.compile(r"\b(Golfo|Baía|Baia|Bahía|Boca|Seno|Selat|Canal do|Estrecho|Ozero|Guba|Lago|B\.|Bo|Bucht|Golfe)\b|[¡-¿Ã‘’]")
WATERS = {"ocean": "sea", "sea": "sea", "gulf": "sea", "bay": "sea", "strait": "strait", "channel": "strait"}
LAND = {"Island", "Island group", "Pen/cape", "Geoarea", "Desert", "Range/mtn", "Plateau", "Basin", "Delta", "Isthmus"}


def add_natural_earth(tables, sources):
    """Waters, and the larger lands whose name is longer than one word."""
    known = {row["alias"].lower() for row in tables.rows["aliases"].values()}
    for row in read_table(sources / "naturalearth_marine.tsv.gz"):
        kind, name = WATERS.get(row["featurecla"]), _spelled(row["name"])
        if kind and not NOT_ENGLISH.search(row["name"]) and name.lower() not in known:
            _add_place(tables, f"{kind}/{slug(name)}", kind, name)
    for row in read_table(sources / "naturalearth_regions.tsv.gz"):
        name = _spelled(row["name"])
        if row["featurecla"] in LAND and " " in name and name.lower() not in known and "?" not in name \
                and not NOT_ENGLISH.search(row["name"]):
            _add_place(tables, f"region/{slug(name)}", "region", name)


def _add_place(tables, id, kind, name):
    tables.entity(id, kind, name, "ne", prior="1")
    tables.alias(name, id, "name", "ne", flags=[] if " " in name else ["weak"])


def _spelled(name):
    """Natural Earth's label with its abbreviations written out, in mixed case."""
    for short, full in ((r"\bMts\.?", "Mountains"), (r"\bMTS\.?", "Mountains"), (r"\bStr\.", "Strait"), (r"\bSd\.", "Sound"),
                        (r"\b(Is|IS)\.", "Islands"), (r"\b(I|Isl)\.$", "Island"), (r"\b(Pen|PEN)\.", "Peninsula"),
                        (r"\b(Plat|PLAT)\.", "Plateau"), (r"\bRa\.", "Range"), (r"\bDes\.", "Desert")):
        name = re.sub(short, full, name)
    if name.isupper() or re.match(r"[A-Z]{3}", name):
        name = " ".join(w if w[1:].islower() else w.capitalize() for w in name.split())
    return tidy(re.sub(r"\b(Of|The|And|De|Du|Des|La)\b", lambda m: m.group().lower(), name[:1]) + name[1:])


def add_disputed(tables, sources):
    for row in read_table(sources / "naturalearth_disputed.tsv.gz"):
        name = tidy(re.sub(r" Is\.?$", " Islands", re.sub(r" I\.$", " Island", row["brk_name"])))
        if row["type"] in ("Disputed", "Breakaway", "Geo subunit") and re.fullmatch(r"[A-Z][\w' -]+", name):
            known = any(key[0] == name for key in tables.rows["aliases"])
            if not known:
                _add_place(tables, f"region/{slug(name)}", "region", name)


def add_cities(tables, sources, inputs, states):
    """Cities of GeoNames under their name and the English alternates of `cities.tsv`, largest first."""
    spellings = {(row["name"], row["iso3"]): row["names"] for row in read_table(inputs / "cities.tsv")}
    rows = read_table(sources / "geonames_cities.tsv.gz")
    rows.sort(key=lambda row: (row["feature_code"] != "PPLC", -int(row["population"] or 0), row["geonameid"]))
    ordinary = set((inputs / "words.txt").read_text(encoding="utf-8").split())
    taken, seen = taken_names(tables), {}
    ordinary |= {fold(row["alias"]).lower() for row in tables.rows["aliases"].values() if row["kind"] == "surname"}
    for row in rows:
        state = states.get(row["iso3"] or {"XK": "XKX"}.get(row["iso2"], ""))
        if state:
            _add_city(tables, row, state, spellings, ordinary, taken, seen)


def taken_names(tables):
    """Names that no city may share: of states, and of lands and bases that lie elsewhere."""
    found = {}
    for row in tables.rows["aliases"].values():
        entity = tables.get(row["id"])
        sort = entity["kind"] in ("state", "territory", "region", "base", "body") and row["kind"] in ("name", "official", "variant")
        if sort and row["id"] != "state/sgp":
            where = entity["part_of"] if entity["kind"] in ("region", "base") else "-"
            found.setdefault(fold(row["alias"]).lower(), set()).add(where)
    return found


def _add_city(tables, row, state, spellings, ordinary, taken, seen):
    """Adds one city, unless a state, a far larger city, one of the same state or a common word has its name."""
    listed = names(spellings.get((row["name"], row["iso3"]), ""))
    items = listed or [Name(row["name"]), Name(row["asciiname"])]
    label, people = items[0].text, int(row["population"] or 0)
    capital = row["feature_code"] == "PPLC"
    plain = fold(label).lower()
    doubtful = plain in ordinary or len(plain) < 4
    rival, twin = seen.get(slug(label), 0), (slug(label), state) in seen
    if twin or not listed and (len(slug(label)) < 3 or (row["iso3"] == "USA" and people < 250_000) or rival > 3 * people
                       or not taken.get(plain, {state}) <= {state} or (doubtful and not capital and people < 1_000_000)):
        return
    id = "city/" + slug(label) + ("-" + row["iso3"].lower() if rival else "")
    if tables.has(id):
        return
    seen[slug(label)] = max(people, rival, 1) if not capital else 10 ** 9
    seen.update({(slug(item.text), state): 1 for item in items})
    prior = "4" if capital else "3" if people > 1_000_000 else "2" if people > 200_000 else "1"
    tables.entity(id, "city", label, "gn", part_of=state, wikidata=row["wikidata"], prior=prior)
    for item in items:
        if fold(item.text).lower() in ordinary and not capital and not listed:
            item.flags.append("ctx")
        tables.name(item, id, "name", "gn")


INSTITUTIONS = (("foreign", "ministry/{}-foreign"), ("external affairs", "ministry/{}-foreign"),
                ("department of state", "ministry/{}-foreign"), ("defen", "ministry/{}-defence"),
                ("armed forces", "forces/{}"), ("army", "forces/{}"), ("treasury", "ministry/{}-treasury"),
                ("parliament", "legislature/{}"), ("house", "legislature/{}"), ("congress", "legislature/{}"),
                ("assembly", "legislature/{}"), ("chamber", "legislature/{}"), ("senate", "legislature/{}"))
BODIES = {"EU": "body/eu", "NATO": "body/nato", "UN": "body/un", "AU": "body/au"}


def add_metonyms(tables, sources, inputs):
    """Seats and capitals; `metonyms.tsv` says which rows to drop, to send elsewhere or to flag."""
    changes = {(row["surface"], row["represents"]): row for row in read_table(inputs / "metonyms.tsv")}
    for row in read_table(sources / "seed/metonyms.tsv"):
        change = changes.get((row["surface"], row["represents"]), {})
        if change.get("id") == "drop" or row["kind"] == "place" or row["surface"].startswith("the "):
            continue
        id = change.get("id") or _target(tables, row)
        kind = "capital" if row["kind"] == "capital" else "nickname" if row["kind"] == "nickname" else "metonym"
        flags = change.get("flags", "ctx" if "context" in row["condition"] or "only with" in row["condition"] else "")
        tables.alias(row["surface"], id, kind, "seed", flags=[f for f in flags.split(";") if f],
                     start=row["valid_from"], end=row["valid_to"], review="2026-11")


def _target(tables, row):
    iso3 = row["represents"].lower()
    if row["represents"] in BODIES:
        return BODIES[row["represents"]]
    if row["kind"] == "capital":
        return f"state/{iso3}"
    for word, pattern in INSTITUTIONS:
        if word in row["refers_to"].lower() and tables.has(pattern.format(iso3)):
            return pattern.format(iso3)
    return f"government/{iso3}" if tables.has(f"government/{iso3}") else f"state/{iso3}"
