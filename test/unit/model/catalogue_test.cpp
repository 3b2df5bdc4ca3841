#include "entente/catalogue.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

using namespace entente;

namespace {

const std::filesystem::path kFixture = std::filesystem::path(ENTENTE_SOURCE_DIR) / "test/support/catalogue";

/// A catalogue folder of three states in which a test may break one file.
class BrokenCatalogue {
 public:
  BrokenCatalogue() {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_ / "actors");
    write("kinds.json", R"({"kinds": [{"key": "state"}, {"key": "person"}, {"key": "office"}]})");
    write("relations.json", R"({"relations": []})");
    write("actors/entities.tsv", kHeader + "state/fra\tstate\tFrance\tFRA\tFR\tQ142\t\t\t\t\t9\town\tno\n");
  }
  ~BrokenCatalogue() { std::filesystem::remove_all(folder_); }
  void write(const std::string& name, const std::string& text) { std::ofstream(folder_ / name, std::ios::binary) << text; }
  /// The error that load() gives, its file name cut to what lies under the folder.
  std::string error() const {
    const Result<Catalogue> result = Catalogue::load(folder_);
    if (result) return "no error";
    Error found = result.error();
    found.where.file = std::filesystem::path(found.where.file).lexically_relative(folder_).string();
    return to_string(found);
  }

  static inline const std::string kHeader = "id\tkind\tlabel\tcode\tiso2\twikidata\tpart_of\trepresents\tvalid_from\tvalid_to\tprior\tsource\treview\n";

 private:
  std::filesystem::path folder_ = std::filesystem::temp_directory_path() / "entente-broken-catalogue";
};

const std::string kAliasHeader = "alias\tid\tkind\tcase\tflags\tvalid_from\tvalid_to\tsource\treview\n";

}  // namespace

TEST_CASE("a catalogue is read with its rows linked") {
  const Result<Catalogue> loaded = Catalogue::load(kFixture);
  REQUIRE_MESSAGE(loaded, to_string(loaded.error()));
  const Actor* ministry = loaded->actor(EntityKey("ministry/rus-defence"));
  REQUIRE(ministry);
  CHECK(loaded->roll_up(*ministry).code == "RUS");
  CHECK(loaded->roll_up(Actor(*ministry)).code == "RUS");
  CHECK(!loaded->actor(EntityKey("state/xxx")));
  CHECK(loaded->relation(RelationKey("meets-with"))->symmetric);
  CHECK(!loaded->kind(KindKey("sea"))->acts);
  const auto ivanov = loaded->index_of(EntityKey("person/sergei-ivanov"));
  const auto term = std::ranges::find(loaded->terms(), *ivanov, &Term::person);
  REQUIRE(term != loaded->terms().end());
  CHECK(to_string(term->span.last) == "2007-02-15");
  CHECK(loaded->actors()[term->office].key.str() == "office/rus-defence-minister");
  CHECK(std::ranges::is_sorted(loaded->actors(), {}, &Actor::key));
  const auto sino = std::ranges::find(loaded->aliases(), "Sino", &Alias::text);
  REQUIRE(sino != loaded->aliases().end());
  CHECK(sino->prefix);
  CHECK(to_string(sino->kind) == "adjective");
}

TEST_CASE("aliases stay valid when a catalogue moves") {
  Result<Catalogue> loaded = Catalogue::load(kFixture);
  REQUIRE(loaded);
  const Alias first = loaded->aliases().front();
  const Catalogue moved = *std::move(loaded);
  CHECK(first.text == moved.aliases().front().text);
  CHECK(first.text.data() == moved.aliases().front().text.data());
}

TEST_CASE("faults of the tables name their place and the nearest spelling") {
  BrokenCatalogue broken;
  CHECK(broken.error() == "no error");
  SUBCASE("missing folder") { CHECK(Catalogue::load("/no/such/folder").error().code == ErrorCode::NotFound); }
  SUBCASE("unknown actor") {
    broken.write("actors/aliases.tsv", kAliasHeader + "French\tstate/fr\tadjective\tcap\t\t\t\town\tno\n");
    CHECK(broken.error() == "actors/aliases.tsv:2:8: error: unknown actor 'state/fr'; did you mean 'state/fra'?");
  }
  SUBCASE("unknown flag") {
    broken.write("actors/aliases.tsv", kAliasHeader + "French\tstate/fra\tadjective\tcap\tambig;weka\t\t\town\tno\n");
    CHECK(broken.error() == "actors/aliases.tsv:2:32: error: unknown flag 'weka'; did you mean 'weak'?");
  }
  SUBCASE("alias twice") {
    const std::string row = "French\tstate/fra\tadjective\tcap\t\t\t\town\tno\n";
    broken.write("actors/aliases.tsv", kAliasHeader + row + row);
    CHECK(broken.error() == "actors/aliases.tsv:3:1: error: alias 'French' of 'state/fra' is written twice");
  }
  SUBCASE("bad date") {
    broken.write("actors/aliases.tsv", kAliasHeader + "French\tstate/fra\tadjective\tcap\t\t2020-13\t\town\tno\n");
    CHECK(broken.error() == "actors/aliases.tsv:2:33: error: '2020-13' is no day; expected YYYY-MM-DD, YYYY-MM or YYYY");
  }
  SUBCASE("wrong number of cells") {
    broken.write("actors/aliases.tsv", kAliasHeader + "French\tstate/fra\n");
    CHECK(broken.error() == "actors/aliases.tsv:2:17: error: 2 cells, but the header has 9");
  }
  SUBCASE("unknown column") {
    broken.write("actors/aliases.tsv", "alias\tid\tkinds\n");
    CHECK(broken.error() == "actors/aliases.tsv:1:10: error: unknown column 'kinds'; did you mean 'kind'?");
  }
  SUBCASE("missing column") {
    broken.write("actors/aliases.tsv", "alias\tid\n");
    CHECK(broken.error() == "actors/aliases.tsv:1:1: error: column 'kind' is missing");
  }
  SUBCASE("key twice") {
    const std::string row = "state/fra\tstate\tFrance\tFRA\tFR\tQ142\t\t\t\t\t9\town\tno\n";
    broken.write("actors/entities.tsv", BrokenCatalogue::kHeader + row + "# a note\n" + row);
    CHECK(broken.error() == "actors/entities.tsv:4:1: error: 'state/fra' is defined twice");
  }
  SUBCASE("circle") {
    broken.write("actors/entities.tsv", BrokenCatalogue::kHeader + "state/a\tstate\tA\tAAA\t\t\t\tstate/b\t\t\t\town\tno\nstate/b\tstate\tB\tBBB\t\t\t\tstate/a\t\t\t\town\tno\n");
    CHECK(broken.error() == "actors/entities.tsv: error: 'represents' of 'state/a' leads in a circle");
  }
  SUBCASE("term that ends before it starts") {
    broken.write("actors/terms.tsv", "person\toffice\tstart\tend\tstart_prec\tend_prec\tend_state\tas_of\tacting\tsource\treview\nstate/fra\tstate/fra\t2010\t2009\ty\ty\tclosed\t\t0\town\tno\n");
    CHECK(broken.error() == "actors/terms.tsv:2:26: error: ends before it starts");
  }
  SUBCASE("relation twice") {
    broken.write("relations.json", "{\"relations\": [{\"key\": \"a\"},\n {\"key\": \"a\"}]}");
    CHECK(broken.error() == "relations.json:2:2: error: 'a' is defined twice");
  }
  SUBCASE("unknown kind") {
    broken.write("relations.json", R"({"relations": [{"key": "a", "subjects": ["sate"]}]})");
    CHECK(broken.error() == "relations.json:1:41: error: unknown kind 'sate'; did you mean 'state'?");
  }
}
