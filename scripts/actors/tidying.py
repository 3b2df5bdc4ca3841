"""The last steps over all rows: corrections from the lists, and flags that follow from the whole."""

from actors.tables import flag
from actors.text import read_table

def finish(tables, inputs):
    for row in read_table(inputs / "drops.tsv"):
        for key in [k for k in tables.rows["aliases"] if k[0] == row["alias"] and row["id"] in (k[1], "*")]:
            if tables.rows["aliases"][key]["source"] != "own":
                del tables.rows["aliases"][key]
    for row in read_table(inputs / "flags.tsv"):
        for (alias, id), found in tables.rows["aliases"].items():
            if alias == row["alias"] and row["id"] in (id, "*"):
                flag(found, *row["flags"].split(";"))
    drop_hollow_surnames(tables)
    flag_ambiguous(tables)
    flag_headlines(tables)
    drop_dangling(tables)


def drop_hollow_surnames(tables):
    """Takes away surnames that are above all names of states, bodies, regions and large cities."""
    firm = {alias for (alias, id), row in tables.rows["aliases"].items() if not is_weak(row) and tables.has(id)
            and tables.get(id)["kind"] in ("state", "territory", "body", "alliance", "group", "region", "city", "party")
            and int(tables.get(id)["prior"] or 0) >= (3 if id.startswith("city/") else 1)}
    for key in [k for k, row in tables.rows["aliases"].items() if row["kind"] == "surname" and k[0] in firm]:
        del tables.rows["aliases"][key]


def flag_ambiguous(tables):
    """Marks a name of several actors, unless all of them stand for one state or lie in it.

    A name that counts only with a cue, or a bare surname, makes no sure name doubtful."""
    owners = {}
    for (alias, id), row in tables.rows["aliases"].items():
        owners.setdefault(alias, []).append((root(tables, id), row))
    for found in owners.values():
        seat = any(row["kind"] == "capital" for _, row in found)
        sure = {owner for owner, row in found if not is_weak(row) and not (seat and row["id"].startswith("city/"))
                and not "0" < row["valid_to"] < "2000"}
        for owner, row in found:
            if len(sure) > 1 or (is_weak(row) and row["kind"] != "surname" and len({other for other, _ in found}) > 1):
                flag(row, "ambig")


def is_weak(row):
    return row["kind"] == "surname" or bool({"ctx", "weak", "prefix"} & set(row["flags"].split(";")))


def root(tables, id):
    """The state or body that `id` stands for or lies in."""
    for _ in range(8):
        entity = tables.get(id)
        if not entity:
            return id
        up = entity["represents"] or entity["part_of"]
        if not up or entity["kind"] in ("person", "group", "party"):
            return id
        id = up
    return id


ORDINARY = set("""act aim all ana and ant arm art asap bad ban bar bat bay bed bet bid big bit but can car cat dad
 dia die dog eat eco era far fact fan fda few fit fun gas get gum gun had has her him his hit ice inf isi job jem law
 lean led lit lot mac mad man map mat mend mit model nap net new not now nun off oil old one our out own pan pap par
 pit plan pot pro put ram raw red rim rod rot row run sac sad salt san sat saw say sea see set she shape shift sip
 sis sit six son sort spa start sun tap tar tip top toy tto two use usa us war was way who why win yes you is as at
 be by do go he if in it me my no of on or so to up we""".split())


def flag_headlines(tables):
    """Marks abbreviations that spell a word when a whole headline stands in capitals."""
    for row in tables.rows["aliases"].values():
        if row["case"] == "exact" and row["alias"].isupper() and row["alias"].lower() in ORDINARY:
            flag(row, "nohead")


def drop_dangling(tables):
    for key in [k for k, row in tables.rows["aliases"].items() if not tables.has(row["id"])]:
        del tables.rows["aliases"][key]
