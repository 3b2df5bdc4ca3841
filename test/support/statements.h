#pragma once

#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "entente/catalogue.h"
#include "entente/statement.h"

namespace entente::test {

/// The small catalogue under test/support/graph_catalogue.
[[nodiscard]] std::shared_ptr<const Catalogue> graph_catalogue();

/// An end: a key of that catalogue, or one made up, whose label is then its name.
[[nodiscard]] Participant participant(std::string_view key);

/// What a test says of a statement; the rest is filled in.
struct Said {
  std::string_view subject, relation, object;
  std::string_view article = "a/1";
  std::string_view publisher = "";
  std::string_view published = "2024-02-03";
  double confidence = 0.8;
  std::uint32_t sentence = 0;
  Polarity polarity = Polarity::Positive;
  Modality modality = Modality::Actual;
  std::string_view text = "";
};
[[nodiscard]] Statement statement(const Said& said);

/// Statements at random, among them repeats, hostile text and every optional member. The same for the same seed.
[[nodiscard]] std::vector<Statement> random_statements(std::uint64_t seed, std::size_t count);

/// A folder of its own under the system's, removed with all it holds at the end.
class ScratchFolder {
 public:
  explicit ScratchFolder(std::string_view name);
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  [[nodiscard]] std::filesystem::path file(std::string_view name) const { return folder_ / name; }

 private:
  std::filesystem::path folder_;
};

}  // namespace entente::test
