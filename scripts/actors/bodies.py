"""International bodies, treaties, forces, agencies, armed groups and media, from the seed and our own lists."""

from actors.text import Name, fold, names, read_table, slug, tidy

KIND_OF_FORCE = {
    "armed_forces": "forces", "army": "service", "navy": "service", "air_force": "service", "marines": "service",
    "space_force": "service", "coast_guard": "service", "strategic": "service", "gendarmerie": "service",
    "paramilitary": "service", "special_forces": "service", "fleet": "unit", "unit": "unit",
    "reserve": "service", "command": "command", "ministry": "ministry", "intelligence": "agency",
    "agency": "agency", "body": "agency", "legislature": "legislature", "state_company": "company",
    "media": "media", "party": "party", "operation": "unit", "armed_group": "group"}
NO_ROLL_UP = {"company", "media", "party", "group"}


def add_organisations(tables, sources, inputs):
    """The bodies of the seed, keyed, coded and corrected by `organisations.tsv`."""
    seed = {row["id"]: row for row in read_table(sources / "seed/organizations.tsv")}
    maps = {row["seed"]: row for row in read_table(inputs / "organisations.tsv")}
    for old, row in seed.items():
        new = maps[old]
        container = maps[row["parent"]]["id"] if row["parent"] else ""
        tables.entity(new["id"], new["kind"], row["name"], "seed", "2026-11", code=new["code"], part_of=container,
                      represents=new["represents"], wikidata=row["wikidata"], prior=PRIOR.get(new["code"], "3"),
                      valid_from=row["founded"], valid_to=row["ended"])
        _add_names(tables, new["id"], row["name"], row["aliases"], new["add"], new["drop"])


PRIOR = {"UN": "9", "EU": "9", "NATO": "9", "IAEA": "7", "ICC": "6", "WHO": "6", "AU": "6", "OSCE": "6"}


def _add_names(tables, id, label, aliases, add, drop):
    dropped = {part.strip() for part in drop.split(";")}
    for name in label_first(label, names(add) + names(aliases)):
        if name.text not in dropped or name.case or name.flags:
            tables.name(name, id, "name", "seed")


def label_first(label, found):
    """The label as the first name, with the flags that the list gives it, if it is in there."""
    label = next((name for name in found if name.text == tidy(label)), Name(label))
    return [label] + [name for name in found if name is not label]


def add_listed(tables, path):
    """Entities given in full by one of our own lists: id, label, kind, code, containers, names."""
    for row in read_table(path):
        tables.entity(row["id"], row["kind"], row["label"], "seed", "2026-11", code=row["code"],
                      part_of=row["part_of"], represents=row["represents"], prior="2")
        _add_names(tables, row["id"], row["label"], row["names"], "", "")


def add_forces(tables, sources, inputs):
    changes = {(row["iso3"], row["name"]): row for row in read_table(inputs / "forces.tsv")}
    whole = set()
    for row in read_table(sources / "seed/forces_agencies.tsv"):
        iso3 = row["iso3"].lower().removeprefix("x-")
        change = changes.get((row["iso3"], row["name"]), {})
        kind = KIND_OF_FORCE[row["type"]]
        id = change.get("id") or _force_id(kind, row["type"], iso3, row["name"], whole)
        whole.add(id)
        _add_force(tables, row, change, id, iso3)


def _force_id(kind, kind_of_force, iso3, name, taken):
    if kind_of_force == "armed_forces" and f"forces/{iso3}" not in taken:
        return f"forces/{iso3}"
    if kind_of_force in ("army", "navy", "air_force", "marines", "space_force", "coast_guard"):
        return f"{kind}/{iso3}-{slug(kind_of_force.replace('_', '-'))}"
    return f"{kind}/{iso3}-{slug(name)}"


def _add_force(tables, row, change, id, iso3):
    kind = id.partition("/")[0] if id.partition("/")[0] in ("group", "media", "forces") else KIND_OF_FORCE[row["type"]]
    if kind == "forces" and not id == f"forces/{iso3}":
        kind = "service"
    represents = change.get("represents", "") or ("" if kind in NO_ROLL_UP else f"state/{iso3}")
    container = ""
    if kind in ("service", "unit", "command") and tables.has(f"forces/{iso3}"):
        container = f"forces/{iso3}"
    elif kind in ("agency", "ministry") and tables.has(f"government/{iso3}"):
        container = f"government/{iso3}"
    elif kind == "forces" and tables.has(f"government/{iso3}"):
        container = f"government/{iso3}"
    elif tables.has(f"state/{iso3}") and id != f"state/{iso3}":
        container = f"state/{iso3}"
    if not tables.has(f"state/{iso3}") and not change.get("represents"):
        represents = ""
    tables.entity(id, kind, change.get("label") or row["name"], "seed", "2026-11", code=change.get("code", ""),
                  part_of=container, represents="" if represents == "none" else represents,
                  valid_from=row["valid_from"], prior="3")
    _add_names(tables, id, row["name"], row["aliases"], change.get("add", ""), change.get("drop", ""))


SAFE_SHORT = set("PKK YPG YPJ TTP PLO PIJ LRA KLA UCK RUF ELN M23 HTS FSA LeT JeM PUK MEK RPF TPF".split())

#: At home in no one state, whatever the seed gives.
TRANSNATIONAL = {"group/al-qaeda", "group/islamic-state"}


def add_groups(tables, sources, inputs):
    """The armed groups of the seed; a short abbreviation needs context unless it is known to be safe."""
    changes = {row["name"]: row for row in read_table(inputs / "armed_groups.tsv")}
    for row in read_table(sources / "seed/armed_groups.tsv"):
        change = changes.get(row["name"], {"add": "", "drop": ""})
        id = change.get("id") or "group/" + slug(row["name"])
        state = "" if id in TRANSNATIONAL else "state/" + row["iso3"].split()[0].lower()
        code = change.get("code") or _short_name(row)
        tables.entity(id, "group", row["name"], "seed", "2026-11", code=code, wikidata=row["wikidata"],
                      part_of=state, prior="3")
        _add_names(tables, id, row["name"], _careful(row["aliases"]), change["add"], change["drop"])


def _short_name(row):
    """The first alias that is an abbreviation, else the name itself."""
    short = [n.text for n in names(row["aliases"]) if n.text.isupper() and 3 <= len(n.text) <= 6]
    return short[0] if short and len(row["name"].split()) > 2 else row["name"]


def _careful(aliases):
    parts = [part.strip() for part in aliases.split(";") if part.strip()]
    return ";".join(f"{p}{{exact,ctx}}" if p.isupper() and len(p) <= 3 and p not in SAFE_SHORT else p for p in parts)


def add_media(tables, inputs):
    for row in read_table(inputs / "media.tsv"):
        id = "media/" + row["name"]
        tables.entity(id, "media", row["label"], "seed", "2026-11", prior="2")
        for name in label_first(row["label"], names(row["names"])):
            if name.text.startswith("The ") and len(name.text.split()) == 2:
                name.flags.append("ctx")
            tables.name(name, id, "name", "seed")


def add_blockers(tables, inputs):
    lines = (inputs / "blockers.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            id = "blocker/" + slug(line)
            tables.entity(id, "blocker", line, "seed", "2026-11")
            tables.alias(line, id, "name", "seed")


def add_ucdp(tables, sources, states):
    """Non-state armed groups of UCDP that our seed does not have, with careful flags."""
    known = {fold(row["alias"]).lower(): row["id"] for row in tables.rows["aliases"].values()}
    for row in read_table(sources / "ucdp_actors_22.1.tsv.gz"):
        if row["Org"] != "1" or _is_faction(row["NameData"]):
            continue
        texts = _ucdp_names(row)
        if not any(fold(text).lower() in known for text, _ in texts[:2]):
            _add_ucdp_group(tables, row, texts, states, known)


def _is_faction(name):
    lowered = name.lower()
    return any(mark in lowered for mark in ("military faction", "maidan", " faction", " - ", "forces of", " insurgents", "(", "opposition coalition"))


def _ucdp_names(row):
    """The names worth having as (text, sure): abbreviation, name of its own, English translation."""
    full = tidy(row["NewNameFullEng"] if row["NameChange"] == "1" and ";" not in row["NewNameFullEng"]
                and "," not in row["NewNameFullEng"] else row["NameOrigFullEng"])
    english = row["NameOrigFull"] in ("n/a", "", full)
    first = tidy(row["NameData"])
    found = [(first, False)] + ([(full, english)] if full not in ("", "n/a") else [])
    if not english and row["NameOrigFull"].isascii():
        found.append((tidy(row["NameOrigFull"]), True))
    return [(text, sure) for text, sure in found if "n/a" not in text and "[" not in text and "," not in text]


def _add_ucdp_group(tables, row, texts, states, known):
    label = max(texts, key=lambda pair: (pair[1], len(pair[0].split())))[0] if texts else tidy(row["NameData"])
    id = "group/" + slug(label)
    state = states.get(row["Location"].split(",")[0].strip(), "")
    if not slug(label) or tables.has(id):
        return
    tables.entity(id, "group", label, "ucdp", part_of=state, prior="1", code=tidy(row["NameData"]))
    for text, sure in texts:
        if fold(text).lower() in known or len(text) < 4:
            continue
        flags = [] if sure and len(text.split()) > 2 else ["ctx"]
        tables.alias(text, id, "name", "ucdp", flags=flags)


def ucdp_states(tables):
    """UCDP's country names (`Myanmar (Burma)`) to state keys."""
    found = {row["label"]: row["id"] for row in tables.rows["entities"].values() if row["id"].startswith("state/")}
    for name in list(found):
        found[fold(name)] = found[name]
    found.update({"Russia (Soviet Union)": "state/rus", "Myanmar (Burma)": "state/mmr", "Iran": "state/irn",
                  "Cambodia (Kampuchea)": "state/khm", "DR Congo (Zaire)": "state/cod", "Yemen (North Yemen)": "state/yem",
                  "Serbia (Yugoslavia)": "state/srb", "Bosnia-Herzegovina": "state/bih", "Congo": "state/cog",
                  "Ivory Coast": "state/civ", "Zimbabwe (Rhodesia)": "state/zwe", "Vietnam (North Vietnam)": "state/vnm",
                  "Madagascar (Malagasy)": "state/mdg", "United States of America": "state/usa",
                  "Macedonia, FYR": "state/mkd", "Kingdom of eSwatini (Swaziland)": "state/swz"})
    return found
