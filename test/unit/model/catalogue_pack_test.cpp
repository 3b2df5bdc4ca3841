#include "model/catalogue_pack.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

using namespace entente;

namespace {

const std::filesystem::path kData = std::filesystem::path(ENTENTE_SOURCE_DIR) / "data/catalogue";
const std::filesystem::path kFixture = std::filesystem::path(ENTENTE_SOURCE_DIR) / "test/support/catalogue";

/// A copy of the small catalogue with its pack beside the tables.
class PackedCatalogue {
 public:
  PackedCatalogue() {
    std::filesystem::remove_all(folder);
    std::filesystem::copy(kFixture, folder, std::filesystem::copy_options::recursive);
    write("actors.pack", bytes);
  }
  ~PackedCatalogue() { std::filesystem::remove_all(folder); }
  void write(const std::string& name, const std::string& text) const { std::ofstream(folder / name, std::ios::binary) << text; }

  const std::filesystem::path folder = std::filesystem::temp_directory_path() / "entente-packed-catalogue";
  const std::string bytes = Catalogue::pack(kFixture).value();
};

/// True if `bytes` are taken for a pack of the tables in the folder.
bool unpacks(const PackedCatalogue& packed, const std::string& bytes) {
  internal::CatalogueData data;
  return internal::unpack_tables(bytes, internal::sum_of_tables(packed.folder).value(), data);
}

auto cells(const Actor& a) { return std::tie(a.key, a.kind, a.label, a.code, a.iso2, a.wikidata, a.part_of, a.represents, a.valid, a.prior); }
auto cells(const Alias& a) {
  return std::tie(a.text, a.actor, a.kind, a.letter_case, a.ambiguous, a.needs_context, a.weak, a.no_headline, a.prefix, a.valid);
}
auto cells(const Term& t) { return std::tie(t.person, t.office, t.span, t.end_state, t.acting); }
auto cells(const Office& o) { return std::tie(o.office, o.holder_of, o.role); }
auto cells(const Title& t) { return std::tie(t.text, t.role, t.countries, t.flags); }
auto cells(const ActorNoun& n) { return std::tie(n.text, n.noun_class, n.sector, n.flags); }
auto cells(const Membership& m) { return std::tie(m.body, m.member, m.status, m.span); }
auto cells(const ContextRule& r) { return std::tie(r.alias, r.actor, r.need, r.where, r.pattern, r.weight); }

template <class Row>
bool same_rows(std::span<const Row> a, std::span<const Row> b) {
  return !a.empty() && std::ranges::equal(a, b, [](const Row& x, const Row& y) { return cells(x) == cells(y); });
}

}  // namespace

TEST_CASE("a pack gives the rows of the tables it was made of") {
  const std::filesystem::path file = std::filesystem::temp_directory_path() / "entente-whole.pack";
  std::ofstream(file, std::ios::binary) << Catalogue::pack(kData).value();
  const Result<Catalogue> read = Catalogue::load(kData, "/no/such/pack"), unpacked = Catalogue::load(kData, file);
  std::filesystem::remove(file);
  REQUIRE(read);
  REQUIRE(unpacked);
  CHECK(same_rows(read->actors(), unpacked->actors()));
  CHECK(same_rows(read->aliases(), unpacked->aliases()));
  CHECK(same_rows(read->terms(), unpacked->terms()));
  CHECK(same_rows(read->offices(), unpacked->offices()));
  CHECK(same_rows(read->titles(), unpacked->titles()));
  CHECK(same_rows(read->actor_nouns(), unpacked->actor_nouns()));
  CHECK(same_rows(read->memberships(), unpacked->memberships()));
  CHECK(same_rows(read->context_rules(), unpacked->context_rules()));
  const auto rolled_up = [](const Catalogue& catalogue, const Actor& actor) { return &catalogue.roll_up(actor) - catalogue.actors().data(); };
  CHECK(std::ranges::equal(read->actors(), unpacked->actors(), [&](const Actor& a, const Actor& b) { return rolled_up(*read, a) == rolled_up(*unpacked, b); }));
}

TEST_CASE("a pack of other tables is passed over") {
  const PackedCatalogue packed;
  CHECK(unpacks(packed, packed.bytes));
  SUBCASE("an edited cell is read") {
    packed.write("actors/nouns.tsv", "noun\tclass\tsector\tflags\tsource\treview\nlegion\tforces\tmil\t\town\tno\n");
    const Result<Catalogue> loaded = Catalogue::load(packed.folder);
    REQUIRE(loaded);
    REQUIRE(loaded->actor_nouns().size() == 1);
    CHECK(loaded->actor_nouns().front().text == "legion");
  }
  SUBCASE("a table that is gone stays gone") {
    std::filesystem::remove(packed.folder / "actors/terms.tsv");
    CHECK(Catalogue::load(packed.folder)->terms().empty());
  }
  SUBCASE("a fault in an edited table is told") {
    packed.write("actors/nouns.tsv", "noun\tclass\n");
    CHECK(!Catalogue::load(packed.folder));
  }
  SUBCASE("other kinds") {
    packed.write("kinds.json", R"({"kinds": []})");
    CHECK(!Catalogue::load(packed.folder));
  }
}

TEST_CASE("a damaged pack is passed over") {
  const PackedCatalogue packed;
  for (std::size_t cut = 0; cut < packed.bytes.size(); cut += 97) CHECK(!unpacks(packed, packed.bytes.substr(0, cut)));
  for (std::size_t at = 0; at < packed.bytes.size(); at += 31) {
    std::string damaged = packed.bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    CHECK(!unpacks(packed, damaged));
  }
  packed.write("actors.pack", packed.bytes.substr(0, packed.bytes.size() / 2));
  CHECK(Catalogue::load(packed.folder));
}
