"""Names of persons: surnames, and the spellings that news uses for one name."""

import re

from actors.text import fold, tidy

PARTICLES = {"van", "von", "der", "den", "de", "da", "do", "dos", "di", "del", "della", "du", "la", "le", "bin", "ben", "ibn",
             "al", "el", "ter", "ten", "zu", "af", "av", "of", "abu", "bint"}
SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "v", "vi", "xiv", "xvi"}
FAMILY_FIRST = {"CHN", "TWN", "KOR", "PRK", "HKG"}
NO_SURNAME = {"MMR", "IDN", "MNG", "ISL", "ETH", "ERI", "KHM", "BTN"}
DOUBLE = {"ESP", "MEX", "COL", "CHL", "PER", "VEN", "ECU", "BOL", "ARG", "CUB", "PHL", "URY", "GTM", "CRI"}
SLAVIC = {"RUS", "UKR", "BLR", "KAZ", "KGZ", "UZB", "TJK", "TKM", "AZE", "ARM", "GEO", "BGR", "SUN", "MDA"}
ARABIC = {"SAU", "EGY", "SYR", "IRQ", "JOR", "LBN", "PSE", "YEM", "OMN", "QAT", "KWT", "BHR", "ARE", "LBY", "TUN", "DZA",
          "MAR", "SDN", "MRT", "SOM", "DJI", "IRN", "AFG", "PAK", "TCD", "COM", "BGD"}

SLAVIC_SETS = [line.split() for line in """Sergei Sergey Serghei
Serhiy Serhii
Alexander Aleksandr Alexandr
Oleksandr Olexandr
Alexei Alexey Aleksei Aleksey
Oleksiy Oleksii Olexiy
Andrei Andrey
Andriy Andrii
Dmitry Dmitri Dmitriy
Yuri Yury Yuriy Yurii
Nikolai Nikolay
Valery Valeri Valeriy Valerii
Anatoly Anatoli Anatoliy
Vasily Vasiliy Vasili
Vitaly Vitali Vitaliy Vitalii
Yevgeny Evgeny Yevgeni Yevgeniy Evgeni Evgenii
Gennady Gennadi Gennadiy
Grigory Grigori Grigoriy
Georgy Georgi Georgiy
Mikhail Mihail
Mikheil Mikhail
Igor Ihor
Oleg Oleh
Viktor Victor
Maxim Maksim
Vladimir Wladimir
Volodymyr Vladimir
Natalya Natalia Nataliya
Yulia Yuliya Julia
Tatyana Tatiana
Ilya Ilia""".splitlines()]
ARABIC_SETS = [line.split() for line in """Mohammed Mohamed Muhammad Mohammad Mohamad
Ahmed Ahmad
Abdullah Abdallah Abdulla
Hussein Hussain Husayn Hossein Husain
Hassan Hasan
Mahmoud Mahmud Mahmood
Youssef Yousef Yusuf Yousuf Yusef
Ibrahim Ebrahim
Ismail Esmail Ismael
Khaled Khalid
Omar Umar
Osama Usama
Saleh Salih
Walid Waleed
Rashid Rasheed
Faisal Faysal
Mustafa Mostafa Moustafa
Nouri Nuri
Adel Adil
Nabil Nabeel
Hamid Hameed
Saeed Said Sayed Saied
Ali Aly
Fouad Fuad
Rafik Rafiq
Moqtada Muqtada
Abdul Abdel Abd-al
Jalal Jallal
Zalmay Zalmai
Qasem Qassem Qasim Kassem Ghasem""".splitlines()]


def clean(name):
    """A person's name without titles, notes in brackets and a trailing Jr."""
    name = re.sub(r"\s*[(\[].*?[)\]]", "", tidy(name))
    name = re.sub(r"^(Sir|Dame|Sheikh|Dr\.?|Gen\.?|General|Adm\.?|Lt\.? Gen\.?|Maj\.? Gen\.?|Prince|Sayyid|Col\.?|Lord|Baroness|President|Queen|King) (?=\S+ \S)",
                  "", name)
    return re.sub(r",? (Jr|Sr|Jnr)\.?$|, (Baron|Baroness|Viscount) .*$", "", name).strip(" ,")


def parse_upper(name):
    """A Factbook or CIA name (`XI Jinping`, `Vladimir Vladimirovich PUTIN`): full, short form, surname."""
    nick = re.search(r'["“(]([A-Z][a-z]+)["”)]', name)
    words = re.sub(r'["“(].*?["”)]', "", tidy(name)).replace(",", " ").split()
    words = [word for word in words if word.lower().rstrip(".") not in ("jr", "sr")]
    family = [word for word in words if not re.fullmatch(r"\w\.?", word) and re.sub(r"[^A-Za-z]", "", fold(word)).isupper()
              and (word == words[0] or not re.fullmatch("[IVX]+", word))]
    full = " ".join(capitalised(word) if word in family else word for word in words)
    surname = " ".join(capitalised(word) for word in family)
    front = words[:words.index(family[0])] if family else []
    given = [word for word in front if word not in family and not re.fullmatch(r"[A-Z]\.?", word)]
    short = f"{given[0]} {surname}" if given else full
    extra = [f"{nick.group(1)} {surname}"] if nick and surname else []
    # Which of several given names is in use only news tells: "Jose Daniel ORTEGA" is Daniel Ortega.
    extra += [f"{name} {surname}" for name in given[1:] if name[0].isupper() and name.lower() not in PARTICLES]
    return full, [name for name in dict.fromkeys([short, *extra]) if name and name != full], surname


def capitalised(word):
    """`AL-THANI` as `Al-Thani`, `MCKENZIE` as `Mckenzie`, `O'BRIEN` as `O'Brien`."""
    return "".join(part.capitalize() for part in re.split(r"([-'])", word))


def surname(name, state):
    """What bare mentions use: the family name with its particles, or "" if there is none."""
    words = [word for word in clean(name).split() if word.lower() not in SUFFIXES]
    if len(words) < 2 or state in NO_SURNAME or " of " in name:
        return ""
    if state in FAMILY_FIRST:
        return words[0] if len(words[0]) > 1 else ""
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in PARTICLES:
        start -= 1
    return " ".join(words[start:])


def surnames(name, state):
    """All forms of the family name that stand alone: without al-, and both family names of Spanish."""
    main = surname(name, state)
    found = [main] if main else []
    bare = re.sub(r"^(al|el|Al|El|as|ash|an|ar|ad|at|bin)[- ]", "", main)
    if bare != main:
        found.append(bare[:1].upper() + bare[1:])
    words = clean(name).split()
    if state in DOUBLE and len(words) == 3 and not re.match(r"\w\.?$", words[1]):
        found += [" ".join(words[1:]), words[1]] if words[1].lower() not in PARTICLES else []
    return found


def spellings(name, state):
    """Further spellings of a full name, at most twelve, in a fixed order."""
    found = [fold(name)]
    words = name.split()
    plain = [word for word in words if not re.fullmatch(r"[A-Z]\.", word)]
    if len(words) > 2 and len(plain) > 1:
        found.append(" ".join(plain))
    if any("-" in word and word[0].isupper() for word in words) and (state in FAMILY_FIRST or state == "UNO"):
        found += _hyphened(words)
    if state in SLAVIC:
        found += _swapped(name, SLAVIC_SETS) + _endings(name, state)
    if state in ARABIC:
        found += _articles(name) + [v for base in [name] + _articles(name)[:1] for v in _swapped(base, ARABIC_SETS)]
    kept = []
    for item in (tidy(fold(x)) if x.isascii() else x for x in found):
        if item and item != name and item not in kept:
            kept.append(item)
    return kept[:12]


def _hyphened(words):
    loose = " ".join(words).replace("-", " ")
    upper = " ".join("-".join(part.capitalize() for part in word.split("-")) for word in words)
    return [loose.title() if loose.isascii() else loose, upper]


def _swapped(name, sets):
    words, found = fold(name).split(), []
    for place, word in enumerate(words):
        for group in sets:
            if word in group:
                found += [" ".join(words[:place] + [other] + words[place + 1:]) for other in group if other != word]
    return found


ENDINGS = ("skyy", "skyi", "skiy", "skii", "sky", "ski", "skyj")


def _endings(name, state):
    """`Zelenskyy`, `Zelenskyi`, `Zelenskiy` as `Zelensky` and the other way round."""
    found = []
    plain = fold(name)
    ending = next((e for e in ENDINGS if plain.endswith(e)), "")
    if ending:
        wanted = ENDINGS[:6] if state == "UKR" else ("sky", "skiy", "ski")
        found += [plain[:-len(ending)] + other for other in wanted if other != ending]
    elif re.search(r"[bcdfghklmnprstvz](iy|yy|yi|ii)$", plain):
        found.append(plain[:-2] + "y")
    if plain.endswith("enko"):
        found.append(plain)
    return found


def _articles(name):
    """`al-Assad` also as `al Assad`, `Assad` and `Al-Assad`; `el-` the same."""
    plain = fold(name)
    found = []
    match = re.search(r"\b([AaEe]l)[- ](?=[A-Z])", plain)
    if match:
        start, end = match.span()
        for form in ("", "al-", "el-", "al ", "Al-"):
            found.append(plain[:start] + form + plain[end:])
    return [form for form in found if len(form.split()) > 1]


def skeleton(name):
    """The consonants of a name, the same for most romanisations of it."""
    plain = re.sub(r"\b(al|el|as|bin|ben)[- ]", "", fold(name).lower())
    plain = re.sub(r"\b[yj](?=[aeou])|\bi(?=[aeou])", "", plain)
    plain = re.sub(r"[^a-z ]", "", plain.replace("-", ""))
    for long, short in (("kh", "h"), ("gh", "g"), ("zh", "j"), ("dj", "j"), ("ts", "c"), ("tz", "c"), ("ck", "k"), ("ph", "f"),
                        ("w", "v"), ("q", "k"), ("x", "ks"), ("sch", "s"), ("sh", "s"), ("ch", "c"), ("th", "t")):
        plain = plain.replace(long, short)
    words = [re.sub(r"(.)\1+", r"\1", word[:1] + re.sub(r"[aeiouyjh]", "", word[1:])) for word in plain.split()]
    return " ".join(word for word in words if word)
