"""Who belongs to which body: dated rows of the seed, then the Factbook's undated ones."""

from actors.text import read_table


def add_members(tables, sources, inputs):
    bodies = {row["seed"]: row["id"] for row in read_table(inputs / "organisations.tsv")} | SPECIAL
    dated = set()
    for row in read_table(sources / "seed/memberships.tsv"):
        member = "state/" + row["iso3"].lower().removeprefix("x-")
        org, status = bodies.get(row["org"], ""), STATUS.get(row["status"])
        if tables.has(org) and tables.has(member) and status:
            tables.add("members", "seed", "2026-11", org=org, member=member, status=status,
                       start=row["start"], end=row["end"])
            dated |= {(org, member)} if org in PARTLY_DATED else {(org, member), org}
    _add_undated(tables, sources, inputs, dated)


SPECIAL = {"un_security_council_p5": "body/un-security-council", "nnpt_withdrawn": "treaty/npt"}
PARTLY_DATED = {"body/council-of-europe", "body/iaea", "body/oas", "body/un"}
STATUS = {"invited, status disputed": "candidate", "participant": "associate", "participation frozen": "frozen",
          "excluded / non-participating": "suspended", "withdrew": "withdrew", "withdrew (disputed)": "withdrew",
          "non-OPEC participant": "partner", "observer state": "observer",
          "member": "member", "observer": "observer", "associate": "associate", "associate member": "associate",
          "partner": "partner", "dialogue partner": "partner", "dialogue member": "partner", "candidate country": "candidate",
          "suspended": "suspended", "NSG observer": "observer"}


def _add_undated(tables, sources, inputs, dated):
    """Participation today, for bodies whose accessions the seed does not have."""
    names = {row["factbook"]: row["id"] for row in read_table(inputs / "participation.tsv")}
    for row in read_table(sources / "factbook_io_participation.tsv.gz"):
        org, member = names.get(row["organization"]), "state/" + row["iso3"].lower()
        status = STATUS.get(row["status"])
        known = org in dated or (org, member) in dated or not (tables.has(org or "") and tables.has(member))
        if row["current_2026_01"] == "1" and status and not known:
            tables.add("members", "fb", org=org, member=member, status=status)
