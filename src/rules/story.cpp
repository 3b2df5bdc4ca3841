#include "rules/story.h"

#include <algorithm>

#include "rules/circumstance.h"

namespace entente::internal {

namespace {

constexpr std::int64_t kLongestDays = 7;     ///< What took longer than a week dates nothing else.
constexpr std::uint32_t kLongestGap = 2;     ///< Sentences from one clause of the story to the next.

/// Follows one document from clause to clause.
class Story {
 public:
  explicit Story(const View& view) : view_(view), days_(view.doc.clauses.size()) {}

  std::vector<std::optional<DateSpan>> days() {
    for (std::uint32_t i = 0; i < view_.doc.clauses.size(); ++i)
      if (is_told(i)) follow(i);
    return std::move(days_);
  }

 private:
  [[nodiscard]] bool has_child(std::uint32_t token, Deprel rel, Xpos xpos) const {
    return std::ranges::any_of(view_.children_of(token), [&](std::uint32_t child) {
      return view_.doc.tokens[child].deprel == rel && view_.doc.tokens[child].xpos == xpos;
    });
  }

  /// In the simple past: "signed", "was signed", "was ready", not "has signed" or "had signed".
  [[nodiscard]] bool is_past(const Clause& clause) const {
    const Token& token = view_.doc.tokens[clause.predicate];
    if (token.xpos == Xpos::VBD) return true;
    const bool perfect = std::ranges::any_of(view_.children_of(clause.predicate), [&](std::uint32_t child) {
      return view_.doc.tokens[child].deprel == Deprel::Aux && view_.doc.tokens[child].lemma == "have";
    });
    return !perfect && (has_child(clause.predicate, Deprel::AuxPass, Xpos::VBD) || has_child(clause.predicate, Deprel::Aux, Xpos::VBD) ||
                        has_child(clause.predicate, Deprel::Cop, Xpos::VBD));
  }

  /// A main clause in the past, or one joined to it, that is told by the text itself.
  [[nodiscard]] bool is_told(std::uint32_t index) const {
    const Clause* at = &view_.doc.clauses[index];
    if (at->construction != Construction::Active && at->construction != Construction::Passive && at->construction != Construction::Copula) return false;
    if (view_.clause_at(at->predicate) != index || at->modality != Modality::Actual || at->said_in || !is_past(*at)) return false;
    while (at->governor && at->link == Link::Conjunct) at = &view_.doc.clauses[*at->governor];
    return !at->governor && !at->said_in;
  }

  [[nodiscard]] std::vector<EntityKey> actors(const Clause& clause, bool agents_only) const {
    std::vector<EntityKey> keys;
    for (const Argument& argument : clause.arguments) {
      if (agents_only && argument.role != Role::Agent) continue;
      for (const Party& party : parties_over(view_, argument.head)) keys.push_back(rolled_up(view_, party));
    }
    return keys;
  }

  /// True if a word of the clause moves it to another time: "earlier", "previously", "until 2018".
  [[nodiscard]] bool is_elsewhere(std::uint32_t index) const {
    const Clause& clause = view_.doc.clauses[index];
    for (const std::uint32_t child : view_.children_of(clause.predicate))
      if (view_.program.other_time_words.has(view_.word(child))) return true;
    return names_time(view_, index);
  }

  void follow(std::uint32_t index) {
    const Clause& clause = view_.doc.clauses[index];
    const std::uint32_t sentence = sentence_of(view_.doc, clause.predicate);
    if (const auto own = own_time(view_, index, kNone)) {
      const auto length = (std::chrono::sys_days(own->last) - std::chrono::sys_days(own->first)).count();
      day_ = length < kLongestDays ? own : std::nullopt;
      actors_ = actors(clause, false);
    } else if (is_elsewhere(index)) {
      day_.reset();
    } else if (!day_ || sentence > sentence_ + kLongestGap || !takes_part(clause)) {
      return;
    } else {
      days_[index] = day_;
    }
    sentence_ = sentence;
  }

  [[nodiscard]] bool takes_part(const Clause& clause) const {
    return std::ranges::any_of(actors(clause, true), [&](const EntityKey& key) { return std::ranges::find(actors_, key) != actors_.end(); });
  }

  const View& view_;
  std::vector<std::optional<DateSpan>> days_;
  std::optional<DateSpan> day_;        ///< Of the clause last dated, while the story stays with it.
  std::vector<EntityKey> actors_;      ///< Who took part in it, rolled up.
  std::uint32_t sentence_ = 0;         ///< Of the last clause of the story.
};

}  // namespace

std::vector<std::optional<DateSpan>> story_days(const View& view) { return Story(view).days(); }

}  // namespace entente::internal
