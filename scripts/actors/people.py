"""Offices, and who held them when: the sources in their order of trust, and the rows that come of them."""

import re

from actors import spellings
from actors.register import SHARED, SINGLE, TODAY, Register, Term, alike, close_terms, contains, merged, precision
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
    _recent_terms(register, tables, sources, ("h",))
    _wikidata_terms(register, tables, sources, inputs)
    _foreign_ministers(register, tables, sources)
    _factbook_terms(register, tables, sources, inputs)
    _recent_terms(register, tables, sources, ("m",))
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


def _recent_terms(register, tables, sources, confidence):
    for row in read_table(sources / "seed/officeholders_recent.tsv"):
        if row["confidence"] not in confidence:
            continue
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
             acting="(acting)" in row["person"], review=REVIEWED if row["confidence"] == "h" else "no")


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
        row["name"] = FRAMING.sub("", row["name"])
    heads = {(row["iso3"], row["name"]) for row in rows if row["role"] == "head_of_state" and row["rank"] == "0"}
    rows.sort(key=lambda row: (row["iso3"], row["role"], row["since"], row["name"]))
    for row in rows:
        holder = "state/" + row["iso3"].lower()
        double = row["role"] == "head_of_government" and (row["iso3"], row["name"]) in heads
        foreign = row["role"] == "head_of_state" and tables.has(holder) and tables.get(holder)["kind"] == "territory"
        if row["rank"] != "0" or not row["since"] or double or foreign or NOT_A_NAME.search(row["name"]) or not row["iso3"] \
                or not tables.has(holder) or (row["name"], row["iso3"] != "GBR") in REALM or (row["iso3"], row["name"], row["role"]) in skipped:
            continue
        _factbook_term(register, tables, row, holder)


FRONT = re.compile(r"^(also|SAC Chair Gen\.|Field Marshal|Marshal|Engineer|Dr\.?|Sheikh|Crown Prince|Prince|Emir|Amir|Sultan) ", re.I)
FRAMING = re.compile(r"^(?:(?:\(.*?\)|formerly,|GNU|CNSP|Spain|or|Interim|Acting|Prime Minister|Co-Vice President|Island Council|General)\s+)+"
                     r"|\s+(?:- previously|resigned|appointed).*$")
REALM = {("ELIZABETH II", True), ("CHARLES III", True)}


def _factbook_term(register, tables, row, holder):
    role = row["role"]
    full, forms, family = spellings.parse_upper(row["name"])
    for variant in row["name_variants"].split(";"):
        variant = FRAMING.sub("", variant.strip())
        if variant and not NOT_A_NAME.search(variant) and any(c.islower() for c in variant):
            also, more, _ = spellings.parse_upper(re.sub(r"^(Australia|Canada) ", "", variant))
            forms += [also, *more] if alike(spellings.skeleton(also).split(), spellings.skeleton(full).split()) else []
    full, forms = (FRONT.sub("", full), [FRONT.sub("", form) for form in forms])
    seat = "supreme-leader" if row["iso3"] == "IRN" and role == "head_of_state" else ""
    end = "" if row["until_inferred"].startswith("<=") else row["until_inferred"].lstrip("~")
    name = forms[0] if forms and len(full.split()) > 2 and family else full
    if not slug(name) or (row["titles"].startswith("Caretaker") and not family):
        return
    _add(register, name, "", row["iso3"], office_id(register, tables, holder, role, seat), row["since"],
         end if not row["until_inferred"].startswith("~") else end[:7], "fb", row["last_seen"], [full, *forms],
         [family] if family and len(family) > 2 else [], acting=bool(re.search("Acting|Interim|Caretaker", row["titles"])))


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
    for person in order:
        keys[id(person)] = key = _person_key(person, taken)
        taken.add(key)
        wikidata = person.qid
        tables.entity(key, "person", spellings.clean(person.name), "wd" if wikidata else "seed", wikidata=wikidata,
                      prior="4" if person.roles & set(RANK[:4]) else "2")
        _person_aliases(tables, person, key)
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


def _person_aliases(tables, person, key):
    source, core = "wd" if person.qid else "seed", bool(person.roles & set(RANK))
    full = [form for form in dict.fromkeys(spellings.clean(form) for form in person.forms) if form]
    more = [v for form in full[:3] for v in (spellings.spellings(form, person.state) if core else [fold(form)])]
    for form in dict.fromkeys(full + more):
        single = " " not in form
        tables.alias(form, key, "name" if form == full[0] else "variant", source, flags=["weak"] if single else [],
                     case="exact" if len(form) < 3 else "")
    family = [s for form in full + (more if core else []) for s in spellings.surnames(form, person.state)] + person.family
    for form in dict.fromkeys(family + [fold(form) for form in family]):
        if len(form) > 1 and (form[0].isupper() or re.split("[ -]", form)[0].lower() in spellings.PARTICLES) and form[-1] not in ".]":
            tables.alias(form, key, "surname", source, flags=["weak"], case="exact" if len(form) < 3 else "")
