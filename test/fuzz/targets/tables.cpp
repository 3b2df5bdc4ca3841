#include "fuzz.h"
#include "model/catalogue_pack.h"

namespace entente::fuzz {

namespace {

/// The files of a catalogue, kept from one run to the next but for those that the input has.
void lay_out(const std::vector<std::pair<std::string, std::string>>& files) {
  std::error_code ignored;
  std::filesystem::remove_all(scratch() / "tables", ignored);
  for (const std::string name : {"relations.json", "kinds.json", "actors/entities.tsv"})
    write("tables/" + name, slurp(source("test/support/graph_catalogue") / name));
  for (const auto& [name, text] : files)
    for (const std::string_view known : {"relations.json", "kinds.json", "actors/entities.tsv", "actors/aliases.tsv", "actors/terms.tsv", "actors/offices.tsv",
                                         "actors/titles.tsv", "actors/nouns.tsv", "actors/members.tsv", "actors/context.tsv"})
      if (name == known) write("tables/" + name, text);
}

}  // namespace

/// Actor tables, relations and kinds: refused with a place, or the same by way of a pack.
void run_tables(std::string_view bytes) {
  lay_out(files_of(bytes));
  const auto folder = scratch() / "tables";
  const auto read = Catalogue::load(folder);
  if (!read) return expect_told(read.error());
  const auto pack = write("tables/actors.pack", must(Catalogue::pack(folder)));
  const auto unpacked = must(Catalogue::load(folder));
  expect(must(Catalogue::pack(folder)) == slurp(pack), "tables that pack otherwise a second time");
  expect(read->actors().size() == unpacked.actors().size() && read->aliases().size() == unpacked.aliases().size(), "a pack that holds other rows than its tables");
  for (const Actor& actor : unpacked.actors()) expect(read->roll_up(actor).key == unpacked.roll_up(actor).key, "an actor that rolls up otherwise from a pack");
}

}  // namespace entente::fuzz
