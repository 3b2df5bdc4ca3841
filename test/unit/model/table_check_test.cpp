#include "entente/table_check.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "entente/statement.h"

using namespace entente;

namespace {

/// A folder of tables in which a test writes what it wants to be found.
class SmallTables {
 public:
  SmallTables() {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_ / "actors");
    write("entities", "id\tkind\tlabel\tcode\tiso2\twikidata\tpart_of\trepresents\tvalid_from\tvalid_to\tprior\tsource\treview\n" +
                          entity("state/fra", "France", "FRA") + entity("state/mli", "Mali", "MLI") + entity("office/fra-foreign-minister", "", "", "state/fra") +
                          entity("office/fra-vice-president", "", "", "state/fra") + entity("person/a", "Anne A") + entity("person/b", "Bruno B") +
                          entity("city/aix", "Aix", "", "state/fra") + entity("city/aix-2", "Aix", "", "state/fra"));
    write("offices", "id\tholder_of\trole\tlabel\tseats\tsource\treview\noffice/fra-foreign-minister\tstate/fra\tforeign_minister\t\t1\town\tno\n"
                     "office/fra-vice-president\tstate/fra\tvice_president\t\t\town\tno\n");
  }
  ~SmallTables() { std::filesystem::remove_all(folder_); }
  void write(const std::string& table, const std::string& text) { std::ofstream(folder_ / "actors" / (table + ".tsv"), std::ios::binary) << text; }
  void terms(const std::string& rows) { write("terms", "person\toffice\tstart\tend\tstart_prec\tend_prec\tend_state\tas_of\tacting\tsource\treview\n" + rows); }
  void aliases(const std::string& rows) { write("aliases", "alias\tid\tkind\tcase\tflags\tvalid_from\tvalid_to\tsource\treview\n" + rows); }
  void context(const std::string& rows) { write("context", "alias\tid\tneed|block\twhere\tpattern\tweight\n" + rows); }

  TableFindings findings() const {
    const Result<TableFindings> found = check_actor_tables(folder_);
    REQUIRE_MESSAGE(found, to_string(found.error()));
    return *found;
  }
  /// What check_actor_tables() finds, the files without their folder.
  std::vector<std::string> faults() const {
    std::vector<std::string> list;
    for (Error fault : findings().faults) {
      fault.where.file = std::filesystem::path(fault.where.file).filename().string();
      list.push_back(to_string(fault));
    }
    return list;
  }

 private:
  static std::string entity(const std::string& id, const std::string& label, const std::string& code = {}, const std::string& owner = {}) {
    return id + "\t" + id.substr(0, id.find('/')) + "\t" + label + "\t" + code + "\t\t\t" + owner + "\t" + (id.starts_with("office") ? owner : "") + "\t\t\t2\town\tno\n";
  }
  std::filesystem::path folder_ = std::filesystem::temp_directory_path() / "entente-small-tables";
};

using Faults = std::vector<std::string>;

}  // namespace

TEST_CASE("tables without a fault are found sound") {
  SmallTables tables;
  tables.terms("person/a\toffice/fra-foreign-minister\t2001-01-01\t2005-06-30\td\td\tclosed\t2010-01-01\t0\town\tno\n"
               "person/b\toffice/fra-foreign-minister\t2005-07-02\t\td\t\topen\t2010-01-01\t0\town\tno\n");
  CHECK(tables.faults() == Faults{});
}

TEST_CASE("two holders of one seat are found, unless acting, in a handover or where the days do not tell") {
  SmallTables tables;
  const std::string first = "person/a\toffice/fra-foreign-minister\t2001-01-01\t2005-06-30\td\td\tclosed\t2010-01-01\t0\town\tno\n";
  tables.terms(first + "person/b\toffice/fra-foreign-minister\t2005-01-01\t\td\t\topen\t2010-01-01\t0\town\tno\n");
  CHECK(tables.faults() == Faults{"terms.tsv:3:1: error: 'office/fra-foreign-minister' has two holders at a time: 'person/b' 2005-01-01 to now, line 2 'person/a' "
                                  "2001-01-01 to 2005-06-30; end one term where the other begins, or mark one as acting"});
  for (const std::string other : {"2005-01-01\t\td\t\topen\t2010-01-01\t1", "2005-06-28\t\td\t\topen\t2010-01-01\t0", "2005\t\ty\t\topen\t2010-01-01\t0",
                                  "2005-01-01\t\td\t\tunknown\t2010-01-01\t0"}) {
    tables.terms(first + "person/b\toffice/fra-foreign-minister\t" + other + "\town\tno\n");
    CHECK(tables.faults() == Faults{});
  }
}

TEST_CASE("an office of several seats may have several holders, but nobody holds it twice") {
  SmallTables tables;
  const std::string a = "person/a\toffice/fra-vice-president\t2001\t2005\ty\ty\tclosed\t2010-01-01\t0\town\tno\n";
  tables.terms(a + "person/b\toffice/fra-vice-president\t2001\t2005\ty\ty\tclosed\t2010-01-01\t0\town\tno\n");
  CHECK(tables.faults() == Faults{});
  tables.terms(a + "person/a\toffice/fra-vice-president\t2003-02\t\tm\t\topen\t2010-01-01\t0\town\tno\n");
  CHECK(tables.faults() == Faults{"terms.tsv:3:1: error: 'person/a' holds 'office/fra-vice-president' twice at a time: 2003-02 to now, line 2 2001 to 2005; make one row of both"});
}

TEST_CASE("every unknown reference is found, not only the first") {
  SmallTables tables;
  tables.terms("person/c\toffice/fra-foreign-minster\t2001\t2005\ty\ty\tclosed\t2010-01-01\t0\town\tno\nperson/a\tcity/aix\t2001\t2005\ty\ty\tclosed\t2010-01-01\t0\town\tno\n");
  tables.write("titles", "title\trole\tcountries\tflags\tsource\treview\npresident\thead_of_state\tFRA;FRX\t\town\tno\n");
  const Faults faults = tables.faults();
  REQUIRE(faults.size() == 4);
  CHECK(faults[0].starts_with("terms.tsv:2:1: error: unknown actor 'person/c'"));
  CHECK(faults[1] == "terms.tsv:2:1: error: unknown actor 'office/fra-foreign-minster'; did you mean 'office/fra-foreign-minister'?; add it to entities.tsv or mend the row");
  CHECK(faults[2] == "terms.tsv:3:1: error: 'city/aix' is no office of offices.tsv; add it there with its role");
  CHECK(faults[3] == "titles.tsv:2:1: error: unknown country 'FRX'; expected the code of a row of entities.tsv");
}

TEST_CASE("names that nothing tells apart are found; a rule, a flag or a day tells them apart") {
  SmallTables tables;
  const auto two = [](const std::string& flags, const std::string& until) {
    return "Aix\tcity/aix\tname\tcap\t" + flags + "\t\t" + until + "\town\tno\nAïx\tcity/aix-2\tname\tcap\t\t1990\t\town\tno\n";
  };
  tables.aliases(two("", ""));
  CHECK(tables.faults() == Faults{"aliases.tsv:3:1: error: 'Aïx' names 'city/aix-2' and, line 2, 'city/aix', and nothing tells them apart; take one name out, give one of them "
                                  "another prior, or write a rule in context.tsv"});
  tables.aliases(two("ambig", ""));  // Both lie in France: that they are two helps nobody.
  CHECK(tables.faults().size() == 1);
  tables.aliases(two("ctx", ""));
  CHECK(tables.faults() == Faults{});
  tables.aliases(two("", "1980"));
  CHECK(tables.faults() == Faults{});
  tables.aliases(two("", ""));
  tables.context("Aix\tcity/aix\tneed\tdocument\tProvence\t3\n");
  CHECK(tables.faults() == Faults{});
}

TEST_CASE("one person under two keys is found") {
  SmallTables tables;
  tables.aliases("Anne A\tperson/a\tname\tcap\t\t\t\town\tno\nAnne A.\tperson/b\tvariant\tcap\t\t\t\town\tno\n");
  tables.terms("person/a\toffice/fra-foreign-minister\t2001\t2005\ty\ty\tclosed\t2010-01-01\t0\town\tno\nperson/b\toffice/fra-vice-president\t2005\t2007\ty\ty\tclosed\t2010-01-01\t0\town\tno\n");
  CHECK(tables.faults() == Faults{"aliases.tsv:3:1: error: 'Anne A.' names 'person/b' and, line 2, 'person/a', who hold offices of one state at one time; make one person of both, "
                                  "or take the name from one"});
}

TEST_CASE("a rule of context that can never hold is found") {
  SmallTables tables;
  tables.aliases("Aix\tcity/aix\tname\tcap\t\t\t\town\tno\n");
  tables.context("Ax\tcity/aix\tneed\tdocument\tProvence\t3\nAix\tcity/aix\tneed\tnear\tProvence;<PLACE>\t3\nAix\tcity/aix\tneed\twithin-4\t<ISO:FRA>\t3\n");
  CHECK(tables.faults() == Faults{"context.tsv:2:1: error: 'Ax' is no name of 'city/aix'; add it to aliases.tsv or take the rule out",
                                  "context.tsv:3:1: error: unknown place 'near'; expected prev, next, within-N, sentence, document or dateline",
                                  "context.tsv:3:1: error: unknown class '<PLACE>'; expected COMM_VERB, ACT_VERB, PLACE_PREP, US_STATE, SURNAME, GIVEN_NAME or ISO:CODE"});
}

TEST_CASE("a row that cannot be read is a fault, and the other tables are still read") {
  SmallTables tables;
  tables.aliases("Aix\tcity/aix\tname\n");
  tables.context("Aix\tcity/paris\tneed\tdocument\tProvence\t3\n");
  const Faults faults = tables.faults();
  REQUIRE(faults.size() == 2);
  CHECK(faults[0] == "aliases.tsv:2:18: error: 3 cells, but the header has 9");
  CHECK(faults[1].starts_with("context.tsv:2:1: error: unknown actor 'city/paris'"));
}

TEST_CASE("how far the tables know is told by role") {
  SmallTables tables;
  tables.terms("person/a\toffice/fra-foreign-minister\t2001-01-01\t2005-06-30\td\td\tclosed\t2010-01-01\t0\town\tno\n"
               "person/b\toffice/fra-vice-president\t2005\t\ty\t\topen\t2011-02-03\t0\town\tno\n");
  tables.write("members", "org\tmember\tstatus\tstart\tend\tsource\treview\nstate/fra\tstate/mli\tmember\t1999\t2012-05-01\town\tno\n");
  const std::vector<TableHorizon> known = tables.findings().horizons;
  REQUIRE(known.size() == 2);
  CHECK(known[0].what == "offices: other roles");
  CHECK(known[0].count == 2);
  CHECK(to_string(known[0].newest) == "2011-02-03");
  CHECK(to_string(*known[0].oldest) == "2005-06-30");
  CHECK(known[1].what == "members of bodies");
  CHECK(to_string(known[1].newest) == "2012-05-01");
  CHECK(!known[1].half);
}

TEST_CASE("without entities there is nothing to check") { CHECK(!check_actor_tables("no/such/folder")); }
