#include "entente/rules.h"
#include "fuzz.h"

namespace entente::fuzz {

/// Rule files: refused with a place, or read and printed back the same.
void run_rules(std::string_view bytes) {
  auto files = files_of(bytes);
  if (files.size() > 8) return;
  const auto rules = RuleSet::read(files, shipped_catalogue());
  if (!rules) return expect_told(rules.error());
  const auto printed = rules->print();
  expect(must(RuleSet::read(printed, shipped_catalogue())).print() == printed, "rules that change when they are printed");
}

}  // namespace entente::fuzz
