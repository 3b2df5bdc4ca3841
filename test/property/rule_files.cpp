#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "support/cases.h"
#include "unit/rules/sketch.h"

using namespace entente;

namespace {

constexpr std::uint32_t kSeed = 20240502;
constexpr int kRounds = 3000;

std::vector<std::pair<std::string, std::string>> sound_files() {
  const auto folder = testing::source_path("test/cases/rules/sound");
  std::vector<std::pair<std::string, std::string>> files;
  for (const std::string name : {"classes.json", "control.json", "sanctions.json"}) files.emplace_back(name, testing::slurp(folder / name));
  return files;
}

/// One byte changed, taken out or put in, or two words of the file swapped for each other.
void damage(std::string& text, std::mt19937& random) {
  const auto at = [&] { return std::uniform_int_distribution<std::size_t>(0, text.size() - 1)(random); };
  static constexpr std::string_view kBytes = "\"{}[],:@>|. aeo-1";
  const char byte = kBytes[random() % kBytes.size()];
  switch (random() % 4) {
    case 0: text[at()] = byte; break;
    case 1: text.erase(at(), 1 + random() % 12); break;
    case 2: text.insert(text.begin() + std::ptrdiff_t(at()), byte); break;
    default: {
      const std::string piece = text.substr(at(), 1 + random() % 20);
      text.insert(at(), piece);
    }
  }
}

}  // namespace

TEST_CASE("damaged rule files are refused with a place, or read and printed back the same") {
  const auto sound = sound_files();
  int read = 0;
  for (int round = 0; round < kRounds; ++round) {
    std::mt19937 random(kSeed + std::uint32_t(round));
    auto files = sound;
    std::string& text = files[random() % files.size()].second;
    for (std::uint32_t i = 1 + random() % 3; i > 0; --i) damage(text, random);
    INFO("seed ", kSeed + std::uint32_t(round));
    const auto rules = RuleSet::read(files, test::rule_catalogue());
    if (!rules) { CHECK(rules.error().where.line > 0); continue; }
    ++read;
    const auto again = RuleSet::read(rules->print(), test::rule_catalogue());
    REQUIRE_MESSAGE(again, to_string(again.error()));
    CHECK(again->print() == rules->print());
  }
  CHECK(read > 20);   // or nothing but refusals would have been tried
}
