"""Persons and terms while they are gathered: who is the same person, which terms of an office fit together."""

import datetime
import re
import itertools

from actors import spellings
from actors.text import fold

SINGLE = {"head_of_state", "head_of_government", "governor_general", "foreign_minister", "defence_minister", "interior_minister",
          "finance_minister", "chief_of_defence", "secretary_general", "commission_president", "council_president",
          "high_representative", "crown_prince", "security_adviser", "service_chief", "permanent_representative",
          "chief_of_staff", "head_of_body", "minister", "leader", "commander", "prosecutor"}
SHARED = {"office/bih-head-of-state", "office/smr-head-of-state", "office/and-head-of-state"}
TODAY = "2025-12-31"  # up to when our own lists know


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
        key = (state, plain_name(name))
        sound = (state, spellings.skeleton(name))
        sounds = state not in spellings.FAMILY_FIRST | {"VNM"} and " " in sound[1] and len(sound[1]) > 7
        found = self.by_qid.get(qid) if qid else None
        found = found or self.by_name.get(key) or self._elsewhere(state, key[1]) or (self.by_sound.get(sound) if sounds else None)
        for form in ([name, *forms] if sounds and not qid else []):
            found = found or self._longer(state, form)
        if not found or (qid and found.qid and qid != found.qid):
            found = Person(name, qid, state)
            self.persons.append(found)
        self.by_name.setdefault(key, found)
        self.by_sound.setdefault(sound, found)
        self.remember(found, state, [form for form in forms if " " in form])
        return self.same_person(found, name, qid, forms, family)

    def same_person(self, person, name, qid, forms, family):
        """Notes all that another source calls this person."""
        person.qid = person.qid or qid
        if qid:
            self.by_qid.setdefault(qid, person)
        person.forms += [form for form in (name, *forms) if form not in person.forms]
        person.family += [form for form in family if form not in person.family]
        return person

    def remember(self, person, state, forms):
        for form in forms:
            self.by_name.setdefault((state, plain_name(form)), person)

    def _elsewhere(self, state, name):
        """The only person of that name, if he or the one looked for stands here under a body and not a state."""
        found = {id(p): p for (other, known), p in self.by_name.items() if known == name
                 and (not is_present_state(state) or not is_present_state(other))}
        return next(iter(found.values())) if len(found) == 1 and " " in name else None

    def _longer(self, state, name):
        """The only person of this state whose name has all the words of this one, or the other way round."""
        wanted = spellings.skeleton(name).split()
        found = {id(p): p for (other, sound), p in self.by_sound.items() if other == state and sound.count(" ") and not related(name, p)
                 and wanted and sound.split()[-1] == wanted[-1] and (set(sound.split()) < set(wanted) or set(wanted) < set(sound.split()))}
        return next(iter(found.values())) if len(found) == 1 else None

    def same_holder(self, office, spelled, start, end, source):
        """The term already known of this office whose holder must be the same person, maybe spelled otherwise."""
        wanted = [spellings.skeleton(name).split() for name in spelled]
        plain = {plain_name(name) for name in spelled}
        found = [term for term in self.by_office.get(office, [])
                 if not any(related(name, term.person) for name in spelled)
                 and self._same(term, wanted, start, end, source, bool(plain & {plain_name(form) for form in term.person.forms}))]
        exact = {fold(name) for name in spelled}
        found.sort(key=lambda term: (not exact & {fold(form) for form in term.person.forms}, days_between(term.start, start)))
        return found[0] if found else None

    @staticmethod
    def _same(term, wanted, start, end, source, spelled_alike):
        own = [spellings.skeleton(form).split() for form in term.person.forms]
        shared = any(shares_name(one, other, term.person.state) for one in wanted for other in own)
        if shared and not term.acting and days_between(term.start, start) <= (3 if term.source != source else 0):
            return True
        until = whole(term.end, True) or "9999"
        inside = whole(term.start) <= whole(start) <= until or whole(start) <= whole(term.start) < (whole(end, True) or "9999")
        adjoining = inside or days_between(term.end or TODAY, start) <= 45
        return adjoining and (spelled_alike or any(alike(one, other) for one in wanted for other in own))

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


def is_father(one, other):
    """Whether one is named as the other's father may be: "Salman bin Hamad" and "Khalifa bin Salman" are two persons."""
    son = re.match(r"(\w+) (?:bin|ibn|ben) (\w+)", fold(other).lower())
    given = fold(one).lower().split()[0]
    return bool(son) and son[2] == given != son[1]


def related(name, person):
    """Whether one of the two is named as the other's father may be."""
    return any(is_father(name, form) or is_father(form, name) for form in (person.name, *person.forms))


def plain_name(name):
    """A name without diacritics, case and hyphens."""
    return fold(name).lower().replace("-", " ")


def shares_name(one, other, state):
    """Whether two names, as consonants, have a word in common that is more than the given name."""
    shared = set(one) & set(other)
    given = state not in spellings.FAMILY_FIRST and len(one) > 1 and len(other) > 1 and one[0] == other[0]
    return bool(shared - {one[0]} if given else shared)


def contains(one, other):
    """Whether one of two names, as consonants, has all the words of the other."""
    return one == other or (min(len(one), len(other)) > 1 and (set(one) <= set(other) or set(other) <= set(one)))


def alike(one, other):
    """Whether two names, as consonants, share the family name and do not contradict each other."""
    if not one or not other:
        return False
    return contains(one, other) or (one[-1] == other[-1] and one[0][0] == other[0][0])


def merged(known, start, end, source, as_of):
    """Takes over into `known` what another row says of the same spell, or of the next one; false if it is apart."""
    if known.acting or days_between(known.end or as_of, start) > 45 and known.end and whole(start) > whole(known.end, True):
        return False
    if whole(start) < whole(known.start) and end and whole(end, True) < whole(known.start) and known.source != source:
        return False
    next_spell = whole(start) > whole(known.start) and (days_between(start, known.start) > 180 or days_between(start, known.end or known.start) <= 7)
    later = not end or (known.end and whole(end, True) > whole(known.end, True))
    if (known.end and next_spell and later and known.source != "seed") or (not known.end and end and (known.as_of < end or known.source == "wd")):
        if not end or whole(end, True) >= whole(known.start):
            known.end, known.end_prec, known.state = end, precision(end), "closed" if end else ""
    known.as_of = max(as_of, known.as_of) if not known.end else known.as_of
    known.seen = known.seen or (source != "wd" and not known.end)
    if len(known.start) < len(start) and start.startswith(known.start):
        known.start = start
    return True


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


def surely_meet(before, after):
    """Whether two terms have days in common, whatever the days that they do not tell; handing over may take three."""
    first = max(whole(before.start, True), whole(after.start, True))
    last = min(whole(before.end) or "9999", whole(after.end) or "9999")
    return first < last and days_between(first, last) > 3


def part_overlaps(register, terms):
    """Of two terms of a single seat that surely meet, the one inside the other was acting; others end where the next starts."""
    for before, after in itertools.combinations([term for term in terms if not term.acting], 2):
        exact = all(len(day) in (0, 10) for day in (before.start, before.end, after.start, after.end))
        if before.person is after.person or before.acting or after.acting or (before.end <= after.start if exact else not surely_meet(before, after)):
            continue
        if after.end and after.end < before.end:
            after.acting = True
        else:
            if days_between(before.end, after.start) > 40:
                register.disagree(after, before)
            before.close(after.start)
