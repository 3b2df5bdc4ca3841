#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>
#include <random>

#include "base/text.h"
#include "entente/reader.h"
#include "support/cases.h"

using namespace entente;
using namespace entente::internal;
namespace fs = std::filesystem;

namespace {

/// The inputs of all cases but the large ones, with their names.
std::vector<fs::path> inputs() {
  std::vector<fs::path> files;
  for (const auto& folder : testing::cases("ingest"))
    for (const auto& entry : fs::directory_iterator(folder))
      if (entry.path().filename().string().starts_with("input") && entry.file_size() < 20000) files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

/// A few bytes changed, dropped, doubled or the end cut off.
std::string damaged(std::string bytes, std::mt19937& random) {
  for (unsigned change = 0; change < 1 + random() % 6 && !bytes.empty(); ++change) {
    const std::size_t at = random() % bytes.size();
    switch (random() % 5) {
      case 0: bytes[at] = static_cast<char>(random()); break;
      case 1: bytes.erase(at, 1 + random() % 8); break;
      case 2: bytes.insert(at, bytes.substr(random() % bytes.size(), random() % 40)); break;
      case 3: bytes.resize(at); break;
      default: bytes.insert(at, 1, "\"{}[]<>&\n\\,"[random() % 11]); break;
    }
  }
  return bytes;
}

}  // namespace

TEST_CASE("damaged inputs give errors or sound articles, and come to an end") {
  const unsigned seed = std::random_device{}();
  std::mt19937 random(seed);
  CAPTURE(seed);
  const fs::path folder = fs::temp_directory_path() / ("entente_damaged_" + std::to_string(getpid()));
  fs::create_directories(folder);
  ReaderOptions options;
  options.languages = {testing::source_path("data/lang/en/tokenizer.json")};
  for (const fs::path& input : inputs()) {
    const std::string bytes = testing::slurp(input);
    CAPTURE(input.string());
    for (int round = 0; round < 12; ++round) {
      const fs::path file = folder / input.filename();
      std::ofstream(file, std::ios::binary) << damaged(bytes, random);
      auto reader = open_articles({file}, options);
      REQUIRE(reader);
      int steps = 0;
      for (; steps < 1000; ++steps) {
        const auto next = (*reader)->next();
        if (next && !*next) break;
        if (!next) { CHECK(!next.error().message.empty()); continue; }
        CHECK(!first_bad_utf8((*next)->text));
        CHECK(!trim((*next)->text).empty());
        CHECK(!(*next)->key.empty());
      }
      CHECK(steps < 1000);
    }
  }
  fs::remove_all(folder);
}
