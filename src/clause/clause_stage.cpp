#include "clause/clause_stage.h"

#include <algorithm>
#include <string>
#include <utility>

#include "clause/drafts.h"

namespace entente::internal {

namespace {

/// Sorts arguments and names the clause that each one heads.
void finish(Clause& clause, const std::vector<std::uint32_t>& clause_at) {
  std::ranges::stable_sort(clause.arguments, [](const Argument& a, const Argument& b) {
    return a.role != b.role ? a.role < b.role : a.tokens.first < b.tokens.first;
  });
  for (Argument& argument : clause.arguments) {
    const std::uint32_t index = clause_at[argument.head];
    if (index != kNoClause && argument.head != clause.predicate) argument.clause = index;
    else argument.clause.reset();
  }
}

/// The drafts as clauses sorted by predicate, their references renumbered.
std::vector<Clause> finish(Drafts drafts) {
  const std::size_t count = drafts.list.size();
  std::vector<std::uint32_t> order(count), place(count);
  for (std::uint32_t i = 0; i < count; ++i) order[i] = i;
  std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return drafts.list[i].clause.predicate; });
  for (std::uint32_t i = 0; i < count; ++i) place[order[i]] = i;
  for (std::uint32_t& index : drafts.at)
    if (index != kNoClause) index = place[index];
  std::vector<Clause> clauses;
  clauses.reserve(count);
  for (const std::uint32_t i : order) {
    Clause& clause = clauses.emplace_back(std::move(drafts.list[i].clause));
    if (clause.governor) clause.governor = place[*clause.governor];
    if (clause.said_in) clause.said_in = place[*clause.said_in];
    finish(clause, drafts.at);
  }
  return clauses;
}

Result<void> check_lengths(const Document& doc) {
  for (const Sentence& sentence : doc.sentences)
    if (sentence.tokens.size() > kMaxSentenceTokens)
      return std::unexpected(Error{ErrorCode::Limit, "a sentence of " + std::to_string(sentence.tokens.size()) + " words; at most " +
                                                         std::to_string(kMaxSentenceTokens) + " are read", {}});
  return {};
}

class ClauseStage final : public Stage {
 public:
  explicit ClauseStage(ClauseLexicon lexicon) : lexicon_(std::move(lexicon)) {}

  std::string_view name() const noexcept override { return "clauses"; }
  Layers needs() const noexcept override { return {Layer::Tokens, Layer::Sentences, Layer::Tags, Layer::Tree}; }
  Layers adds() const noexcept override { return {Layer::Clauses}; }

  Result<void> run(Document& doc) const override {
    if (auto lengths = check_lengths(doc); !lengths) return lengths;
    const Trees trees(doc, lexicon_);
    Drafts drafts = find_predicates(trees);
    add_own_arguments(trees, drafts);
    add_name_clauses(trees, drafts);
    share_arguments(trees, drafts);
    set_stance(trees, drafts);
    attribute(trees, drafts);
    doc.clauses = finish(std::move(drafts));
    doc.layers.add(adds());
    return {};
  }

 private:
  ClauseLexicon lexicon_;
};

}  // namespace

Result<std::shared_ptr<const Stage>> make_clause_stage(const std::filesystem::path& lexicon) {
  auto words = ClauseLexicon::load(lexicon);
  if (!words) return std::unexpected(words.error());
  return std::make_shared<const ClauseStage>(*std::move(words));
}

}  // namespace entente::internal
