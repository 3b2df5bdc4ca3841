"""The tables while they are made: rows are gathered, merged by key, sorted and written."""

from actors.text import default_case, is_abbreviation, read_table, tidy

COLUMNS = {
    "entities": "id kind label code iso2 wikidata part_of represents valid_from valid_to prior source review",
    "aliases": "alias id kind case flags valid_from valid_to source review",
    "terms": "person office start end start_prec end_prec end_state as_of acting source review",
    "members": "org member status start end source review",
    "offices": "id holder_of role label seats source review",
    "titles": "title role countries flags source review",
    "nouns": "noun class sector flags source review",
    "context": "alias id need|block where pattern weight",
}
COLUMNS = {name: columns.split() for name, columns in COLUMNS.items()}
KEYS = {"entities": 1, "aliases": 2, "terms": 3, "members": 4, "offices": 1}
REVIEWED = "2026-11"  # when the rows of the seed and of our own lists were last read one by one
HAND_MADE = ("titles", "nouns", "context")
FLAG_ORDER = ("ambig", "ctx", "weak", "nohead", "prefix")


class Tables:
    """All rows by table and key. The first row given for a key wins; of entities, later ones fill the gaps."""

    def __init__(self):
        self.rows = {name: {} for name in KEYS}

    def add(self, table, source, review="no", **fields):
        row = {column: "" for column in COLUMNS[table]}
        row.update(fields, source=source, review=review)
        key = tuple(row[column] for column in COLUMNS[table][:KEYS[table]])
        kept = self.rows[table].setdefault(key, row)
        for column, value in row.items() if table == "entities" else ():
            kept[column] = kept[column] or value
        return kept

    def entity(self, id, kind, label, source, review="no", **fields):
        return self.add("entities", source, review, id=id, kind=kind, label=tidy(label), **fields)

    def alias(self, text, id, kind, source, case="", flags=(), start="", end="", review="no"):
        text = tidy(text)
        if not text:
            return
        if is_abbreviation(text) and kind in ("name", "variant"):
            kind = "abbr"
        self.add("aliases", source, review, alias=text, id=id, kind=kind, valid_from=start,
                 case=case or default_case(text), flags=";".join(flags), valid_to=end)

    def name(self, name, id, kind, source):
        """Adds one `text.Name`, whose own kind goes before `kind`; our own lists count as reviewed."""
        self.alias(name.text, id, name.kind or kind, source, name.case, name.flags, name.start, name.end,
                   REVIEWED if source == "seed" else "no")

    def has(self, id):
        return (id,) in self.rows["entities"]

    def get(self, id):
        return self.rows["entities"].get((id,))

    def keep_own(self, folder):
        """Takes over the rows of the present tables that were entered there by hand (source `own`)."""
        for table in KEYS:
            path = folder / f"{table}.tsv"
            for row in read_table(path) if path.exists() else []:
                if row["source"] == "own":
                    self.add(table, **{column: row[column] for column in COLUMNS[table]})

    def write(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        for table in KEYS:
            rows = [[row[column] for column in COLUMNS[table]] for row in self.rows[table].values()]
            write_rows(folder / f"{table}.tsv", COLUMNS[table], rows)


def write_rows(path, columns, rows):
    """Writes one table: header line, then the rows in order of their bytes."""
    lines = sorted("\t".join(row) for row in rows)
    for line in lines:
        assert line.count("\t") == len(columns) - 1, line
    path.write_text("\n".join(["\t".join(columns)] + lines) + "\n", encoding="utf-8")


def flag(row, *flags):
    """Adds flags to an alias row, in the fixed order."""
    have = set(row["flags"].split(";")) | set(flags)
    row["flags"] = ";".join(f for f in FLAG_ORDER if f in have)
