"""Known answers: who is meant by a surname, a state, a role and a day."""

KNOWN = """
Ivanov rus defence_minister 2006-06-01 person/sergei-ivanov
Ivanov rus foreign_minister 2003-06-01 person/igor-ivanov
Shoigu rus defence_minister 2015-06-01 person/sergei-shoigu
Shoygu rus defence_minister 2015-06-01 person/sergei-shoigu
Shoigu rus security_adviser 2025-01-01 person/sergei-shoigu
Belousov rus defence_minister 2025-01-01 person/andrei-belousov
Lavrov rus permanent_representative 2001-01-01 person/sergei-lavrov
Lavrov rus foreign_minister 2010-01-01 person/sergei-lavrov
Rice usa security_adviser 2003-01-01 person/condoleezza-rice
Rice usa foreign_minister 2006-01-01 person/condoleezza-rice
Rice usa permanent_representative 2010-01-01 person/susan-rice
Clinton usa foreign_minister 2010-01-01 person/hillary-clinton
Powell usa chief_of_defence 1992-01-01 person/colin-powell
Powell usa foreign_minister 2002-01-01 person/colin-powell
Katz isr defence_minister 2025-01-01 person/israel-katz
Sharif pak head_of_government 2015-06-01 person/nawaz-sharif
Sharif pak service_chief 2015-06-01 person/raheel-sharif
Wang chn foreign_minister 2014-01-01 person/wang-yi
Wang chn foreign_minister 2023-05-01 -
Qin chn foreign_minister 2023-05-01 person/qin-gang
Wang chn foreign_minister 2024-01-01 person/wang-yi
Zelensky ukr head_of_state 2023-06-01 person/volodymyr-zelenskyy
Zelenskiy ukr head_of_state 2023-06-01 person/volodymyr-zelenskyy
Bennett isr head_of_government 2021-12-01 person/naftali-bennett
* deu defence_minister 2012-06-01 person/thomas-de-maiziere
* usa head_of_state 2006-06-01 person/george-w-bush
* usa head_of_state 2025-06-01 person/donald-trump
* jpn defence_minister 2005-11-25 person/fukushiro-nukaga
* gbr head_of_government 2005-06-01 person/tony-blair
* fra head_of_state 2003-03-01 person/jacques-chirac
* irn head_of_government 2008-06-01 person/mahmoud-ahmadinejad
* chn head_of_state 2010-06-01 person/hu-jintao
"""


def unanswered(tables):
    """One message for each known answer that the tables do not give."""
    seats = {}
    for row in tables.rows["offices"].values():
        state = row["holder_of"].rpartition("/")[2]
        seats.setdefault((state, row["role"]), set()).add(row["id"])
    for line in KNOWN.strip().splitlines():
        surname, state, role, day, expected = line.split()
        found = holders(tables, seats.get((state, role), set()), day)
        if surname != "*":
            found = {p for p in found if (surname, p) in tables.rows["aliases"]}
        if found != ({expected} if expected != "-" else set()):
            yield f"answers: {line}: found {sorted(found) or 'nobody'}"


def holders(tables, offices, day):
    return {row["person"] for row in tables.rows["terms"].values() if row["office"] in offices
            and row["start"] <= day < (row["end"] or "9999") and row["end_state"] != "unknown"}
