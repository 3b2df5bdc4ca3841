#pragma once

#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "entente/result.h"
#include "entente/statement.h"

namespace entente::internal {

/// Statements that come in any order, given back by article. Holds so many in memory; the others wait in files that have no name
/// and go with the program, each sorted by article.
class ByArticle {
 public:
  static constexpr std::size_t kMostHeld = std::size_t{1} << 16U;

  /// The files lie in `folder`.
  explicit ByArticle(std::filesystem::path folder, std::size_t most_held = kMostHeld) : folder_(std::move(folder)), most_held_(most_held) {}

  /// Errors: Io, as for a full disk.
  [[nodiscard]] Result<void> add(Statement statement);
  /// The statements of the next article, by the bytes of their keys, each in the order in which they came; none at the end. Nothing
  /// is added from the first call on. Lifetime: until the next call. Errors: Io.
  [[nodiscard]] Result<std::span<const Statement>> next();

 private:
  struct Close { void operator()(std::FILE* file) const { (void)std::fclose(file); } };
  /// A file that is read from its beginning on, and the statement that it gives next.
  struct Run {
    std::unique_ptr<std::FILE, Close> file;
    std::optional<Statement> next;
  };
  [[nodiscard]] Result<void> write_held();
  [[nodiscard]] Result<void> advance(Run& run);
  [[nodiscard]] Result<void> start_reading();

  [[nodiscard]] std::unexpected<Error> fault() const;

  std::filesystem::path folder_;
  std::size_t most_held_, held_count_ = 0;
  std::map<ArticleKey, std::vector<Statement>> held_;
  std::vector<Run> runs_;  ///< As they were written.
  bool reading_ = false;
  std::string bytes_;      ///< Of one statement, on its way to a file or from one.
  std::vector<Statement> given_;
};

}  // namespace entente::internal
