"""Persons, offices and terms: one order of sources, one list of terms an office."""

import datetime
import itertools
import re

from actors import spellings
from actors.states import WITH_ARTICLE
from actors.tables import REVIEWED
from actors.text import fold, names, read_table, slug, tidy

SINGLE = {"head_of_state", "head_of_government", "governor_general", "foreign_minister", "defence_minister", "interior_minister",
          "finance_minister", "chief_of_defence", "secretary_general", "commission_president", "council_president",
          "high_representative", "crown_prince", "security_adviser", "service_chief", "permanent_representative",
          "chief_of_staff", "head_of_body", "minister", "leader", "commander", "prosecutor"}
SHARED = {"office/bih-head-of-state", "office/smr-head-of-state", "office/and-head-of-state"}
TODAY = "2025-12-31"  # up to when our own lists know
FIRST_YEAR = "1990"


def is_present_state(code):
    return len(code) == 3 and code.isupper() and code not in ("UNO", "SUN", "YUG", "SCG", "ZAR", "LAS", "WHO", "SCO")


class Person:
    def __init__(self, name, qid, state):
        self.name, self.qid, self.state = name, qid, state
        self.forms, self.family, self.roles, self.first = [], [], set(), "9999"


class Term:
    def __init__(self, person, office, start, end, source, as_of, acting=False, review="no"):
        self.person, self.office, self.source, self.as_of, self.review = person, office, source, as_of, review
        self.start, self.end, self.acting = start, end, acting
        self.end_prec, self.seen = precision(end), source != "wd"
        self.state = "closed" if end else ""

    def close(self, day):
        """Ends the term where the next holder starts, as no source gives its end."""
        self.end, self.end_prec, self.state = day, "inferred", "closed"


def precision(day):
    return {0: "", 4: "y", 7: "m"}.get(len(day), "d")


def whole(day, last=False):
    """`2004-05` as a day: the first of it, or the last."""
    return (day + ("-12-31" if last else "-01-01")[len(day) - 4:])[:10] if day else ""


def days_between(first, second):
    try:
        return abs((datetime.date.fromisoformat(whole(first)) - datetime.date.fromisoformat(whole(second))).days)
    except ValueError:
        return 10 ** 6


class Register:
    """All persons and terms so far. What comes first goes before what comes later."""

    def __init__(self, report, same):
        self.report, self.by_qid, self.by_name, self.offices, self.persons = report, {}, {}, {}, []
        self.by_office, self.by_sound, self.same = {}, {}, same

    def person(self, name, qid, state, forms=(), family=()):
        forms = [*forms, name] if (state, name) in self.same else forms
        name = self.same.get((state, name), name)
        key = (state, fold(name).lower().replace("-", " "))
        sound = (state, spellings.skeleton(name))
        sounds = state not in spellings.FAMILY_FIRST and " " in sound[1] and len(sound[1]) > 7
        found = self.by_qid.get(qid) if qid else None
        found = found or self.by_name.get(key) or self._elsewhere(state, key[1]) or (self.by_sound.get(sound) if sounds else None)
        for form in ([name, *forms] if sounds and not qid else []):
            found = found or self._longer(state, spellings.skeleton(form).split())
        if not found or (qid and found.qid and qid != found.qid):
            found = Person(name, qid, state)
            self.persons.append(found)
        found.qid = found.qid or qid
        if qid:
            self.by_qid[qid] = found
        self.by_name.setdefault(key, found)
        self.by_sound.setdefault(sound, found)
        found.forms += [form for form in (name, *forms) if form not in found.forms]
        found.family += [form for form in family if form not in found.family]
        for form in forms:
            if " " in form:
                self.by_name.setdefault((state, fold(form).lower().replace("-", " ")), found)
        return found

    def _elsewhere(self, state, name):
        """The only person of that name, if he or the one looked for stands here under a body and not a state."""
        found = {id(p): p for (other, known), p in self.by_name.items() if known == name
                 and (not is_present_state(state) or not is_present_state(other))}
        return next(iter(found.values())) if len(found) == 1 and " " in name else None

    def _longer(self, state, wanted):
        """The only person of this state whose name has all the words of this one, or the other way round."""
        found = {id(p): p for (other, sound), p in self.by_sound.items() if other == state and sound.count(" ")
                 and sound.split()[-1] == wanted[-1] and (set(sound.split()) < set(wanted) or set(wanted) < set(sound.split()))}
        return next(iter(found.values())) if len(found) == 1 else None

    def same_holder(self, office, spelled, start, end, source):
        """The term already known of this office whose holder must be the same person, maybe spelled otherwise."""
        wanted = [spellings.skeleton(name).split() for name in spelled]
        found = [term for term in self.by_office.get(office, []) if self._same(term, wanted, start, end, source)]
        exact = {fold(name) for name in spelled}
        found.sort(key=lambda term: (not exact & {fold(form) for form in term.person.forms}, days_between(term.start, start)))
        return found[0] if found else None

    @staticmethod
    def _same(term, wanted, start, end, source):
        own = [spellings.skeleton(form).split() for form in term.person.forms]
        shared = any(set(one) & set(other) for one in wanted for other in own)
        if shared and not term.acting and days_between(term.start, start) <= (3 if term.source != source else 0):
            return True
        until = whole(term.end, True) or "9999"
        inside = whole(term.start) <= whole(start) <= until or whole(start) <= whole(term.start) <= (whole(end, True) or "9999")
        adjoining = inside or days_between(term.end or TODAY, start) <= 45
        return adjoining and any(_alike(one, other) for one in wanted for other in own)

    def add(self, term):
        terms = self.by_office.setdefault(term.office, [])
        if self.offices[term.office]["role"] in SINGLE and term.office not in SHARED and not term.acting:
            if not self._fits(term, terms):
                return
        terms.append(term)
        term.person.roles.add(self.offices[term.office]["role"])
        term.person.first = min(term.person.first, term.start)

    def _fits(self, new, terms):
        """Cuts `new` where better sources have somebody else; false if nothing is left of it."""
        for old in terms:
            if old.acting or old.person is new.person or old.source == new.source:
                continue
            old_end, new_end = whole(old.end, True) or "9999", whole(new.end, True) or "9999"
            if whole(new.start) >= old_end or new_end <= whole(old.start):
                continue
            if not old.end and whole(new.start) > whole(old.start):
                if old.source == "seed" or old.as_of > whole(new.start):
                    self.disagree(new, old)
                    return False
                continue
            if whole(new.start) < whole(old.start) and (new_end <= old_end or not new.end):
                if new.end:
                    if days_between(new_end, old.start) > 40:
                        self.disagree(new, old)
                    new.close(old.start)
            elif whole(new.start) >= whole(old.start) and new_end > old_end and days_between(old_end, new.start) <= 40:
                new.start = old.end
            else:
                self.disagree(new, old)
                return False
        return True

    def disagree(self, new, old):
        self.report.append(f"{new.office}: {new.source} has {new.person.name} {new.start} to {new.end or '?'}; "
                           f"{old.source} has {old.person.name} {old.start} to {old.end or '?'}")


def _alike(one, other):
    """Whether two names, as consonants, share the family name and do not contradict each other."""
    if not one or not other:
        return False
    subset = set(one) <= set(other) or set(other) <= set(one)
    return (subset and min(len(one), len(other)) > 1) or one == other or (one[-1] == other[-1] and one[0][0] == other[0][0])


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
    if known and not acting and not (qid and known.person.qid and known.person.qid != qid and not _alike(
            spellings.skeleton(name).split(), spellings.skeleton(known.person.name).split())):
        person = known.person
        person.qid = person.qid or qid
        if qid:
            register.by_qid.setdefault(qid, person)
        person.forms += [form for form in (name, *forms) if form not in person.forms]
        person.family += [form for form in family if form not in person.family]
        if merged(known, start, end, source, as_of):
            for form in (name, *forms):
                register.by_name.setdefault((state, fold(form).lower().replace("-", " ")), person)
            return
    person = known.person if known and not acting else register.person(name, qid, state, forms, family)
    register.add(Term(person, office, start, end, source, as_of, acting, review))


def merged(known, start, end, source, as_of):
    """Takes over into `known` what another row says of the same spell, or of the next one; false if it is apart."""
    if known.acting or days_between(known.end or as_of, start) > 45 and known.end and whole(start) > whole(known.end, True):
        return False
    if whole(start) < whole(known.start) and end and whole(end, True) < whole(known.start) and known.source != source:
        return False
    next_spell = whole(start) > whole(known.start) and days_between(start, known.start) > 180
    later = not end or (known.end and whole(end, True) > whole(known.end, True))
    if (known.end and next_spell and later and known.source != "seed") or (not known.end and end and (known.as_of < end or known.source == "wd")):
        if not end or whole(end, True) >= whole(known.start):
            known.end, known.end_prec, known.state = end, precision(end), "closed" if end else ""
    known.as_of = max(as_of, known.as_of) if not known.end else known.as_of
    known.seen = known.seen or (source != "wd" and not known.end)
    if len(known.start) < len(start) and start.startswith(known.start):
        known.start = start
    return True


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
            forms += [also, *more] if _alike(spellings.skeleton(also).split(), spellings.skeleton(full).split()) else []
    full, forms = (FRONT.sub("", full), [FRONT.sub("", form) for form in forms])
    seat = "supreme-leader" if row["iso3"] == "IRN" and role == "head_of_state" else ""
    end = "" if row["until_inferred"].startswith("<=") else row["until_inferred"].lstrip("~")
    name = forms[0] if forms and len(full.split()) > 2 and family else full
    if not slug(name) or (row["titles"].startswith("Caretaker") and not family):
        return
    _add(register, name, "", row["iso3"], office_id(register, tables, holder, role, seat), row["since"],
         end if not row["until_inferred"].startswith("~") else end[:7], "fb", row["last_seen"], [full, *forms],
         [family] if family and len(family) > 2 else [], acting=bool(re.search("Acting|Interim|Caretaker", row["titles"])))


def close_terms(register, terms, role):
    """Closes or marks the terms without an end, as told in data/SOURCES.md."""
    terms.sort(key=lambda term: (whole(term.start), term.person.name))
    single = role in SINGLE and terms[0].office not in SHARED
    if single:
        part_overlaps(register, terms)
    for place, term in enumerate(terms):
        later = [t for t in terms[place + 1:] if t.person is not term.person and not t.acting and whole(t.start) > whole(term.start)]
        if single and later and (not term.end or whole(later[0].start) < whole(term.end) and len(term.end) < 10):
            term.close(later[0].start)
        if not term.end:
            old = int(term.as_of[:4]) - int(term.start[:4]) > 12
            term.state = "unknown" if old and not (single and (term.seen or role in LONG)) else "open"


LONG = {"head_of_state", "head_of_government", "crown_prince", "leader", "foreign_minister", "defence_minister", "chief_of_defence"}


def part_overlaps(register, terms):
    """Of two exact terms of a single seat, the one inside the other was acting; others end where the next starts."""
    exact = [term for term in terms if not term.acting and len(term.start) == 10 and len(term.end) in (0, 10)]
    for before, after in itertools.combinations(exact, 2):
        if before.person is after.person or before.end <= after.start or before.acting or after.acting:
            continue
        if after.end and after.end < before.end:
            after.acting = True
        else:
            if days_between(before.end, after.start) > 40:
                register.disagree(after, before)
            before.close(after.start)


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
            tables.add("offices", "seed", id=id, holder_of=office["holder_of"], role=office["role"], label=office["label"])


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
        if len(form) > 1:
            tables.alias(form, key, "surname", source, flags=["weak"], case="exact" if len(form) < 3 else "")
