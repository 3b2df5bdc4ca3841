"""What must hold of the tables; each check yields one message a fault."""

import re

from actors.tables import COLUMNS, HAND_MADE, read_table

ALIAS_KINDS = set("name official abbr adjective demonym demonym_pl capital metonym nickname former variant surname title".split())
FLAGS = {"", "ambig", "ctx", "weak", "nohead", "prefix"}
KEY = re.compile(r"[a-z]+/[a-z0-9]+(-[a-z0-9]+)*")
DAY = re.compile(r"(\d{1,4}(-\d\d(-\d\d)?)?)?")
SINGLE_SEAT = {"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "chief_of_defence",
               "secretary_general", "commission_president", "council_president", "high_representative"}


def all_faults(tables, folder):
    entities = {key[0]: row for key, row in tables.rows["entities"].items()}
    yield from entity_faults(entities)
    yield from alias_faults(tables, entities)
    yield from person_faults(tables, entities)
    yield from term_faults(tables, entities)
    yield from hand_made_faults(folder, entities, tables.rows["aliases"])
    for row in tables.rows["members"].values():
        for column in ("org", "member"):
            if row[column] not in entities:
                yield f"members: unknown {column} {row[column]}"


def entity_faults(entities):
    for id, row in entities.items():
        if not KEY.fullmatch(id):
            yield f"entities: {id} is no key"
        for column in ("part_of", "represents"):
            if row[column] and row[column] not in entities:
                yield f"entities: {id}: unknown {column} {row[column]}"
        if not row["label"] or not row["source"]:
            yield f"entities: {id}: no label or no source"
        yield from day_faults(f"entities: {id}", row, "valid_from", "valid_to")
        if _circular(id, entities):
            yield f"entities: {id}: 'represents' leads in a circle"


NO_NAME = re.compile(r"[\d;/()\[\]\"]|,.*,|\b(Co-?prince|Speaker|Minister|President|Secretary|Chair(man|woman)?|Council|Affairs|Representatives|Acting|Interim"
                     r"|Caretaker|Vacant|Elect|Designate|Taoiseach|Ambassador|Archbishop|Cardinal)\b|^(Dr|Sir|Ms|Mr|Mrs)\b|^(Gen|Col|Adm)\.", re.I)


def person_faults(tables, entities):
    """Persons whose name is none: a title, a nationality or several people in one cell of a source."""
    nations = {row["alias"] for row in tables.rows["aliases"].values() if row["kind"] == "adjective" and row["id"].startswith("state/") and row["flags"] != "prefix"} - {"Solomon"}
    for id, row in entities.items():
        if row["kind"] == "person" and (NO_NAME.search(row["label"]) or row["label"].split()[0] in nations):
            yield f"entities: {id}: '{row['label']}' is no name of a person"


def _circular(id, entities):
    seen = set()
    while id and id not in seen:
        seen.add(id)
        id = entities.get(id, {}).get("represents", "")
    return bool(id)


def day_faults(where, row, first, last):
    for column in (first, last):
        if not DAY.fullmatch(row[column]):
            yield f"{where}: '{row[column]}' is no day"
    start, end = row[first], row[last]
    if start and end and start[:len(end)] > end[:len(start)]:
        yield f"{where}: ends {end} before it starts {start}"


def alias_faults(tables, entities):
    for (alias, id), row in tables.rows["aliases"].items():
        where = f"aliases: {alias} -> {id}"
        if id not in entities:
            yield f"{where}: unknown actor"
        if row["kind"] not in ALIAS_KINDS or row["case"] not in ("exact", "cap", "any"):
            yield f"{where}: kind {row['kind']}, case {row['case']}"
        if not set(row["flags"].split(";")) <= FLAGS:
            yield f"{where}: flags {row['flags']}"
        if len(alias) < 3 and row["case"] != "exact":
            yield f"{where}: shorter than three letters, not exact"
        if "{" in alias or "\t" in alias or alias != alias.strip():
            yield f"{where}: spelling"
        yield from day_faults(where, row, "valid_from", "valid_to")


def term_faults(tables, entities):
    offices = tables.rows["offices"]
    held = {}
    for row in tables.rows["terms"].values():
        where = f"terms: {row['person']} as {row['office']} from {row['start']}"
        if row["person"] not in entities or (row["office"],) not in offices:
            yield f"{where}: unknown person or office"
        yield from day_faults(where, row, "start", "end")
        if row["acting"] == "0" and row["start"]:
            held.setdefault(row["office"], []).append(row)
    for (id,), row in offices.items():
        if id not in entities or row["holder_of"] not in entities:
            yield f"offices: {id}: unknown office or owner {row['holder_of']}"
        if row["role"] in SINGLE_SEAT:
            yield from overlap_faults(id, held.get(id, []))


def overlap_faults(office, rows):
    """Two holders of a single seat on the same day, beyond what imprecise days explain."""
    rows = sorted((r for r in rows if r["start_prec"] == "d"), key=lambda r: r["start"])
    for before, after in zip(rows, rows[1:]):
        if before["person"] != after["person"] and before["end_prec"] == "d" and before["end"][:7] > after["start"][:7]:
            yield (f"overlap: {office}: {before['person']} to {before['end']}, "
                   f"{after['person']} from {after['start']}")


def hand_made_faults(folder, entities, aliases):
    for table in HAND_MADE:
        for row in read_table(folder / f"{table}.tsv"):
            if list(row) != COLUMNS[table]:
                yield f"{table}: columns {list(row)}"
            elif table == "context" and row["id"] not in entities:
                yield f"context: {row['alias']}: unknown actor {row['id']}"
            elif table == "context" and (row["alias"], row["id"]) not in aliases:
                yield f"context: {row['alias']} is no alias of {row['id']}"
            elif table == "titles" and set(filter(None, row["countries"].split(";"))) - {
                    entity["code"] for entity in entities.values()}:
                yield f"titles: {row['title']}: unknown country in {row['countries']}"
