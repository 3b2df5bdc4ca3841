"""Offices, and who held them when: the sources in their order of trust, and the rows that come of them."""

import re

from actors import spellings
from actors.register import SHARED, SINGLE, TODAY, Register, Term, alike, close_terms, contains, merged, plain_name, precision
from actors.states import WITH_ARTICLE
from actors.tables import REVIEWED
from actors.text import fold, names, read_table, slug, tidy

FIRST_YEAR = "1990"


def office_id(register, tables, holder, role, seat=""):
    """The key of an office, made on first use."""
    base = holder.partition("/")[2] if holder.startswith("state/") else slug(holder.replace("/", " ")) \
        if not holder.startswith(("body/", "group/")) else holder.partition("/")[2]
    id = f"office/{base}-" + "-".join(part for part in (slug(role.replace("_", " ")), seat) if part)
    if id not in register.offices:
        owner = "government/" + base if holder.startswith("state/") and tables.has("government/" + base) else holder
        register.offices[id] = {"role": role, "holder_of": owner, "holder": holder,
                                "label": office_label(role, seat, tables.get(holder)["label"])}
    return id


def office_label(role, seat, owner):
    """What an office is called: `foreign minister of France`, `army chief of Pakistan`."""
    owner = ("the " if owner in WITH_ARTICLE else "") + owner
    seat, role = seat.replace("-", " "), role.replace("_", " ")
    if role == "service chief":
        return f"{seat} chief of {owner}"
    if seat == "supreme leader":
        return f"supreme leader of {owner}"
    return f"{role} of {owner}" + (f" ({seat})" if seat else "")


def add_people(tables, sources, inputs, report):
    register = Register(report, {(row["state"], row["spelling"]): row["person"] for row in read_table(inputs / "same_persons.tsv")})
    _own_terms(register, tables, inputs)
    _recent_terms(register, tables, sources, inputs, ("h",))
    _wikidata_terms(register, tables, sources, inputs)
    _foreign_ministers(register, tables, sources)
    _factbook_terms(register, tables, sources, inputs)
    _recent_terms(register, tables, sources, inputs, ("m",))
    for office in sorted(register.by_office):
        close_terms(register, register.by_office[office], register.offices[office]["role"])
    _extra_names(register, inputs)
    write_offices(register, tables)
    write_persons(register, tables, inputs)


def _own_terms(register, tables, inputs):
    for row in read_table(inputs / "terms.tsv"):
        holder = row["holder_of"] if "/" in row["holder_of"] else "state/" + row["holder_of"].lower()
        office = office_id(register, tables, holder, row["role"], row["seat"])
        person = register.person(row["person"], "", row["holder_of"].rpartition("/")[2], [n.text for n in names(row["names"])])
        register.add(Term(person, office, row["start"], row["end"], "seed", TODAY, review=REVIEWED))


SEED_ROLES = {
    "foreign minister": "foreign_minister", "defence minister": "defence_minister", "vice president": "vice_president",
    "chief of defence / general staff": "chief_of_defence", "commander-in-chief": "chief_of_defence",
    "national security adviser": "security_adviser", "army chief": "service_chief", "secretary of the security council": "security_adviser",
    "ambassador to the UN": "permanent_representative", "intelligence chief": "intelligence_head",
    "head of government": "head_of_government", "head of state": "head_of_state",
    "commission president": "commission_president", "European Council president": "council_president",
    "high representative": "high_representative", "secretary general / head": "secretary_general"}
SEED_BODIES = {"NATO": "body/nato", "EU": "body/eu", "UN": "body/un", "IAEA": "body/iaea", "AU": "body/au", "WHO": "body/who",
               "LAS": "body/arab-league", "CSTO": "body/csto", "SCO": "body/sco", "OSCE": "body/osce"}


REVIEWED_LATER = "2026-12"  # when the less sure rows of the seed were read


def _reviewed(inputs, rows):
    """The rows as reviewed_terms.tsv corrects them, each with its review mark."""
    verdicts = {}
    for row in read_table(inputs / "reviewed_terms.tsv"):
        verdicts.setdefault((row["jurisdiction"], row["office"], row["person"]), []).append(row)
    for row in rows:
        for verdict in verdicts.get((row["jurisdiction"], row["office"], row["person"]), [{"verdict": ""}]):
            sure = row["confidence"] == "h" or verdict["verdict"] in ("right", "corrected")
            mark = REVIEWED if row["confidence"] == "h" else REVIEWED_LATER if sure else "no"
            times = {"start": verdict["start"], "end": verdict["end"]} if verdict["verdict"] == "corrected" else {}
            yield dict(row, **times), mark


def _recent_terms(register, tables, sources, inputs, confidence):
    rows = [row for row in read_table(sources / "seed/officeholders_recent.tsv") if row["confidence"] in confidence]
    for row, mark in _reviewed(inputs, rows):
        state = row["jurisdiction"]
        holder = SEED_BODIES.get(state, "state/" + state.lower())
        role, seat = SEED_ROLES[row["office"]], slug(re.sub(r".*\((.*)\)|.*", r"\1", row["person"]))
        if state in ("IAEA", "WHO"):
            role = "head_of_body"
        if "SACEUR" in row["person"]:
            role = "commander"
        if "IRGC" in row["person"] or (state, role) == ("PAK", "chief_of_defence"):
            role, seat = "service_chief", seat or "army"
        seat = "un" if role == "permanent_representative" else seat if role in ("intelligence_head", "commander", "service_chief") else ""
        office, name = office_id(register, tables, holder, role, seat), spellings.clean(row["person"])
        _add(register, name, "", state, office, row["start"], row["end"], "seed", TODAY,
             acting="(acting)" in row["person"], review=mark)


def _add(register, name, qid, state, office, start, end, source, as_of, forms=(), family=(), acting=False, review="no"):
    """Adds a term, or fills the gaps of the one that already stands for it."""
    known = register.same_holder(office, [name, *forms], start, end, source)
    if known and not acting and not contradicts(known.person, name, qid):
        person = register.same_person(known.person, name, qid, forms, family)
        if merged(known, start, end, source, as_of):
            register.remember(person, state, (name, *forms))
            return
    else:
        person = register.person(name, qid, state, forms, family)
    register.add(Term(person, office, start, end, source, as_of, acting, review))


def contradicts(person, name, qid):
    """Whether Wikidata knows the two as different persons and their names do not agree either."""
    return bool(qid and person.qid and person.qid != qid) and not contains(
        spellings.skeleton(name).split(), spellings.skeleton(person.name).split())


def load_roles(inputs):
    return [(re.compile(row["pattern"]), set(filter(None, row["states"].split(";"))), row["role"], row["seat"])
            for row in read_table(inputs / "roles.tsv")]


def load_skipped(inputs):
    return {(row["state"], row["person"], row["role"]) for row in read_table(inputs / "skipped_terms.tsv")}


def role_of(roles, position, state):
    for pattern, states, role, seat in roles:
        if (not states or state in states) and pattern.fullmatch(position):
            return role, seat
    return "", ""


def _wikidata_terms(register, tables, sources, inputs):
    roles = load_roles(inputs)
    skipped = load_skipped(inputs)
    rows = read_table(sources / "wikidata_officeholders_2000_2023.tsv.gz")
    rows.sort(key=lambda row: (row["iso3"], row["start"], row["person_qid"], row["position"]))
    for row in rows:
        role, seat = role_of(roles, row["position"], row["iso3"])
        if role in ("", "-") or not row["start"] or (row["end"] and (row["end"] < FIRST_YEAR or row["end"] < row["start"][:len(row["end"])])):
            continue
        holder = "body/un" if row["iso3"] == "UNO" else "state/" + row["iso3"].lower()
        if (row["iso3"], row["person"], role) in skipped:
            continue
        if tables.has(holder) and len(slug(row["person"])) > 2 and not re.fullmatch(r"Q\d+", row["person"]):
            _add(register, tidy(row["person"]), row["person_qid"], row["iso3"], office_id(register, tables, holder, role, seat),
                 row["start"], row["end"], "wd", row["as_of"], acting=row["position"].startswith(("Acting", "Interim")))


def _foreign_ministers(register, tables, sources):
    for row in read_table(sources / "wikidata_foreign_ministers_2022-12.tsv.gz"):
        holder = "state/" + row["iso3"].lower()
        if row["start"] and tables.has(holder) and slug(row["person"]):
            _add(register, tidy(row["person"]), row["person_qid"], row["iso3"],
                 office_id(register, tables, holder, "foreign_minister"), row["start"], "", "wd", row["as_of"])


NOT_A_NAME = re.compile(r"represented|vacant|none|previously|Minister|President|\d|\bnote|;|\b(Administrator|Commander|Council|General|Ollongren)\b", re.I)


def _factbook_terms(register, tables, sources, inputs):
    skipped = load_skipped(inputs)
    rows = read_table(sources / "factbook_leaders_2014_2026.tsv.gz")
    for row in rows:
        row["name"], *others = OTHERWISE.split(FRAMING.sub("", row["name"]))
        row["name_variants"] = ";".join(filter(None, [row["name_variants"], *others]))
    _bridge_gap(register, rows, read_table(sources / "cia_world_leaders_2019.tsv.gz"))
    heads = {(row["iso3"], row["name"]) for row in rows if row["role"] == "head_of_state" and row["rank"] == "0"}
    rows.sort(key=lambda row: (row["iso3"], row["role"], row["since"], row["name"]))
    for row in rows:
        holder = "state/" + row["iso3"].lower()
        double = row["role"] == "head_of_government" and (row["iso3"], row["name"]) in heads
        foreign = row["role"] == "head_of_state" and tables.has(holder) and tables.get(holder)["kind"] == "territory"
        if row["rank"] != "0" or not row["since"] or double or foreign or NOT_A_NAME.search(row["name"]) or JOINT.search(row["name"]) or not row["iso3"] \
                or not tables.has(holder) or (row["name"], row["iso3"] != "GBR") in REALM or (row["iso3"], row["name"], row["role"]) in skipped:
            continue
        _factbook_term(register, tables, row, holder)


# The versions of the Factbook break off here, until 2020-11. Who was in office then the snapshot of 2019 knows.
GAP, SNAPSHOT = ("2017-01", "2017-04"), "2019"
SNAPSHOT_ROLES = {"President": "head_of_state", "King": "head_of_state", "Prime Minister": "head_of_government"}


def _bridge_gap(register, rows, snapshot):
    """Cuts terms whose end was told by a holder seen long after; adds who held the office between."""
    then = {(row["iso3"], SNAPSHOT_ROLES[row["office"]]): row["person"] for row in snapshot if row["office"] in SNAPSHOT_ROLES}
    for row in [row for row in rows if row["rank"] == "0" and GAP[0] <= row["last_seen"] <= GAP[1]]:
        until, holder = row["until_inferred"].lstrip("<=~"), then.get((row["iso3"], row["role"]))
        peers = [other for other in rows if (other["iso3"], other["role"], other["rank"]) == (row["iso3"], row["role"], "0") and holder and same_name(other["name"], holder)]
        if until > SNAPSHOT and row not in peers and not any(other["since"] == until < SNAPSHOT + "-06" for other in peers):
            row["until_inferred"] = row["last_seen"][:7]
            if holder and not peers and not _known_in(register, row, SNAPSHOT):
                end = until if row["role"] == "head_of_state" else SNAPSHOT + "-05"
                rows.append(dict(row, source="cia", name=FRAMING.sub("", holder), name_variants="", titles="", since=SNAPSHOT,
                                 until_inferred=end, first_seen=SNAPSHOT + "-02", last_seen=SNAPSHOT + "-05"))


def _known_in(register, row, year):
    """Whether a better source tells who held the row's office in that year."""
    office = "office/" + row["iso3"].lower() + "-" + slug(row["role"].replace("_", " "))
    return any(term.start[:4] <= year <= (term.end or "9999") for term in register.by_office.get(office, []))


def same_name(one, other):
    return any(alike(spellings.skeleton(a).split(), spellings.skeleton(b).split())
               for a in spoken(one) for b in spoken(other))


def spoken(name):
    full, forms, _ = spellings.parse_upper(name)
    return [full, *forms]


FRONT = re.compile(r"^(also|Judge|SAC Chair Gen\.|Field Marshal|Marshal|Engineer|Dr\.?|Sheikh|Crown Prince|Prince|Emir|Amir|Sultan) ", re.I)
FRAMING = re.compile(r"^(?:(?:\(.*?\)|formerly,|GNU|CNSP|Spain|or|Interim|Acting|Prime Minister|Co-Vice President|Island Council|General"
                     r"|French Co-?prince|French Polynesia|Taliban Leader|Speaker of the House of Representatives|Political Affairs"
                     r"|President-[Ee]lect|Minister-Designate|Cardinal|Archbishop|Ratu|Ms\.|SAC Chair Gen\.)\s+)+"
                     r"|\s+(?:- previously|resigned|appointed|in caretaker status).*$")
OTHERWISE = re.compile(r",? (?:aka|also spelled|- formerly) ")
JOINT = re.compile(r"\(\w+\), ")  # "Anna BERG (SP), Karl HOLM (CP)": three who stand in together are no person
REALM = {("ELIZABETH II", True), ("CHARLES III", True)}


def _factbook_term(register, tables, row, holder):
    role = row["role"]
    full, forms, family = spellings.parse_upper(row["name"])
    for variant in row["name_variants"].split(";"):
        variant = FRAMING.sub("", variant.strip())
        two = re.search(r"[A-Z]{3,} [A-Z][a-z]+ [A-Z]{3,}", fold(variant))  # the next holder's name has run into this one
        if variant and not two and not NOT_A_NAME.search(variant) and any(c.islower() for c in variant):
            also, more, _ = spellings.parse_upper(re.sub(r"^(Australia|Canada) ", "", variant))
            forms += [also, *more] if alike(spellings.skeleton(also).split(), spellings.skeleton(full).split()) else []
    full, forms = (FRONT.sub("", full), [FRONT.sub("", form) for form in forms])
    seat = "supreme-leader" if row["iso3"] == "IRN" and role == "head_of_state" else ""
    end = "" if row["until_inferred"].startswith("<=") else row["until_inferred"].lstrip("~")
    name = register.same.get((row["iso3"], full)) or (forms[0] if forms and len(full.split()) > 2 and family else full)
    if not slug(name) or (row["titles"].startswith("Caretaker") and not family):
        return
    _add(register, name, "", people_of(tables, holder), office_id(register, tables, holder, role, seat), row["since"],
         end if not row["until_inferred"].startswith("~") else end[:7], row.get("source", "fb"), row["last_seen"], [full, *forms],
         [family] if family and len(family) > 2 else [], acting=all(re.search("Acting|Interim|Caretaker", title) for title in row["titles"].split(";")))


def people_of(tables, holder):
    """The code of the state from which those who govern come: of a territory, that to which it belongs."""
    owner = tables.get(holder)["part_of"] if tables.get(holder)["kind"] == "territory" else ""
    return (owner if owner.startswith("state/") else holder).partition("/")[2].upper()


def _extra_names(register, inputs):
    wanted = {fold(row["person"]): names(row["names"]) for row in read_table(inputs / "persons.tsv")}
    for person in register.persons:
        for name in wanted.get(fold(person.name), []):
            person.forms.append(name.text)


def write_offices(register, tables):
    for id, office in register.offices.items():
        if register.by_office.get(id):
            owner = tables.get(office["holder_of"])
            represents = owner["id"] if owner["kind"] not in ("government",) else owner["represents"]
            tables.entity(id, "office", office["label"], "seed", part_of=office["holder_of"], represents=represents)
            tables.add("offices", "seed", id=id, holder_of=office["holder_of"], role=office["role"], label=office["label"],
                       seats="1" if office["role"] in SINGLE and id not in SHARED else "")


RANK = ["head_of_state", "head_of_government", "secretary_general", "foreign_minister", "defence_minister", "vice_president",
        "security_adviser", "chief_of_defence"]


def write_persons(register, tables, inputs):
    """Persons with a term, the best known first, so that they get the plain key."""
    holders = {id(t.person): t.person for terms in register.by_office.values() for t in terms}
    order = sorted(holders.values(), key=lambda p: (min((RANK.index(r) for r in p.roles if r in RANK), default=9),
                                                    p.first, fold(p.name), p.qid))
    keys, taken = {}, set()
    bearers = {(person.state, plain_name(spellings.clean(person.name))) for person in order}
    for person in order:
        keys[id(person)] = key = _person_key(person, taken)
        taken.add(key)
        wikidata = person.qid
        tables.entity(key, "person", spellings.clean(person.name), "wd" if wikidata else "seed", wikidata=wikidata,
                      prior="4" if person.roles & set(RANK[:4]) else "2")
        _person_aliases(tables, person, key, bearers)
    for office in sorted(register.by_office):
        for term in register.by_office[office]:
            if term.end_prec == "inferred" and term.end <= term.start:
                continue
            tables.add("terms", term.source, term.review, person=keys[id(term.person)], office=office, start=term.start,
                       end=term.end, start_prec=precision(term.start), end_prec=term.end_prec, end_state=term.state or "closed",
                       as_of=term.as_of, acting="1" if term.acting else "0")


def _person_key(person, taken):
    base = "person/" + (slug(spellings.clean(person.name)) or slug(person.name))
    for key in (base, f"{base}-{person.first[:4]}", f"{base}-{person.state.lower()}-{person.first[:4]}"):
        if key not in taken:
            return key
    return f"{base}-{person.qid.lower() or len(taken)}"


def _person_aliases(tables, person, key, bearers):
    """The names of a person: those that sources give, then further spellings; none is that of somebody else in this state."""
    source, core = "wd" if person.qid else "seed", bool(person.roles & set(RANK))
    full = [form for form in dict.fromkeys(spellings.clean(form) for form in person.forms) if form]
    more = [v for form in full[:3] for v in (spellings.spellings(form, person.state) if core else [fold(form)])]
    own = plain_name(spellings.clean(person.name))
    for form in dict.fromkeys(form for form in full + more if plain_name(form) == own or (person.state, plain_name(form)) not in bearers):
        single = " " not in form
        tables.alias(form, key, "name" if form == full[0] else "variant", source, flags=["weak"] if single else [],
                     case="exact" if len(form) < 3 else "")
    family = [s for form in full + (more if core else []) for s in spellings.surnames(form, person.state)] + person.family
    for form in dict.fromkeys(family + [fold(form) for form in family]):
        if len(form) > 1 and (form[0].isupper() or re.split("[ -]", form)[0].lower() in spellings.PARTICLES) and form[-1] not in ".]":
            tables.alias(form, key, "surname", source, flags=["weak"], case="exact" if len(form) < 3 else "")
