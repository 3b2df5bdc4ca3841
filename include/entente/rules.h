#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/catalogue.h"
#include "entente/document.h"
#include "entente/result.h"

namespace entente {

/// How many statements a text of so many bytes may give. Dense prose has half of it; pages of nothing but lists of names are refused for it.
[[nodiscard]] constexpr std::size_t most_statements(std::size_t bytes) noexcept { return bytes < 400'000 ? 10'000 : bytes / 40; }

/// What one rule made of one clause: it fired, or the first test that failed.
struct RuleTrace {
  RuleKey rule;
  std::uint32_t clause = 0;      ///< Index into Document::clauses.
  bool fired = false;
  std::string failed;            ///< The test that failed, in words: "object: no actor under obl:with"; empty if fired.
  std::vector<std::string> statements;  ///< Ids of what it gave.
};

/// One example of a rule file, as written.
struct RuleExample {
  RuleKey rule;
  std::string text;
  std::vector<std::string> gives;  ///< "state/fra sanctions state/mli", with "not", a modality and so on behind; empty for a near miss.
  std::string why;                 ///< Of a near miss: why nothing of this rule may come out.
  SourcePos where;
};

/// Declarative rules over clauses and mentions. Immutable once loaded; share it as shared_ptr<const>.
class RuleSet {
 public:
  /// Reads every *.json under `folder`. Errors: Io; Syntax at file:line:column; Conflict for a key used
  /// twice; NotFound for a relation, kind or word class that is not there.
  static Result<RuleSet> load(const std::filesystem::path& folder, std::shared_ptr<const Catalogue> catalogue);
  /// The same from (file name, text) pairs, such as print() gives.
  static Result<RuleSet> read(const std::vector<std::pair<std::string, std::string>>& files, std::shared_ptr<const Catalogue> catalogue);

  RuleSet(RuleSet&&) noexcept;
  RuleSet& operator=(RuleSet&&) noexcept;
  ~RuleSet();

  /// Sorted by sentence, then predicate, then rule; without repeats. It ends after the sentence in which there are more than
  /// most_statements() of its text. Requires: `doc` has Mentions and Clauses.
  [[nodiscard]] std::vector<Statement> match(const Document& doc) const;
  /// What every rule whose trigger fits made of the clauses of `sentence`, fired ones first.
  [[nodiscard]] std::vector<RuleTrace> trace(const Document& doc, std::uint32_t sentence) const;

  [[nodiscard]] std::span<const RuleExample> examples() const noexcept;
  [[nodiscard]] std::size_t size() const noexcept;  ///< Number of rules.
  /// The rules as JSON that load() reads back to the same rules: one (file name, text) pair a file.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> print() const;
  [[nodiscard]] std::shared_ptr<const Catalogue> catalogue() const noexcept;

 private:
  struct Impl;
  explicit RuleSet(std::unique_ptr<Impl> impl) noexcept;
  std::unique_ptr<Impl> impl_;
};

/// Reads a text down to Mentions and Clauses.
using Analyse = std::function<Result<Document>(std::string_view text)>;
struct ExampleFailure {
  RuleExample example;
  std::string problem;  ///< What was expected and what came out.
};
/// Runs every example three times: with the rules as written, printed and read back, and in an order mixed by `seed`.
/// An example passes if all that it gives comes out, a near miss if its rule does not fire. Errors: those of `analyse`.
[[nodiscard]] Result<std::vector<ExampleFailure>> check_examples(const RuleSet& rules, const Analyse& analyse, std::uint32_t seed = 1);

}  // namespace entente
