#include "rules/circumstance.h"

#include <algorithm>

#include "base/text.h"

namespace entente::internal {

namespace {

constexpr int kMaxGovernors = 6;

/// `clause` and what it hangs on, from the inside out.
std::vector<const Clause*> chain_of(const View& view, const Clause& clause) {
  std::vector<const Clause*> chain;
  for (const Clause* at = &clause; at && chain.size() < kMaxGovernors; at = view.governor(*at)) chain.push_back(at);
  return chain;
}

std::optional<Attribution> said(const View& view, const Clause& reporting) {
  for (const Argument& argument : reporting.arguments) {
    if (argument.role != Role::Agent) continue;
    const std::vector<Party> speakers = parties_over(view, argument.head);
    if (!speakers.empty()) return Attribution{participant_of(view, speakers.front()), reporting.lemma};
  }
  return std::nullopt;
}

/// "according to the ministry": the marker as a list of words may have it.
std::optional<Attribution> according_to(const View& view, const Clause& clause) {
  for (const Argument& argument : clause.arguments) {
    if (argument.role != Role::Oblique || !view.program.source_markers.has(view.program.pool.find(argument.marker))) continue;
    Path path;
    path.role = Role::Oblique;
    path.markers = {argument.marker};
    for (const bool inside : {false, true}) {
      if (inside) path.steps = {Step{true, false, false, {}}};
      const std::vector<Party> sources = parties_in(view, clause, path, Places::Refused);
      if (!sources.empty()) return Attribution{participant_of(view, sources.front()), argument.marker};
    }
  }
  return std::nullopt;
}

/// "before", "since" and the like name a bound, not the time itself.
bool is_loose(const View& view, const TimeMention& time) {
  const auto loose = [&](std::uint32_t token) {
    return view.program.loose_time_markers.has(view.program.pool.find(to_lower(text_of(view.doc, view.doc.tokens[token]))));
  };
  if (std::ranges::any_of(view.children_of(time.head), [&](std::uint32_t child) { return child < time.head && loose(child); })) return true;
  return time.tokens.first > 0 && loose(time.tokens.first - 1);
}

/// The predicate below which a token stands: the first on its way up that heads a clause.
std::uint32_t clause_above(const View& view, std::uint32_t token) {
  for (std::uint32_t up = view.doc.tokens[token].head; up != kNoToken; up = view.doc.tokens[up].head)
    if (view.clause_at(up) != kNone) return view.clause_at(up);
  return kNone;
}

bool is_argument(const Clause& clause, const TimeMention& time) {
  return std::ranges::any_of(clause.arguments, [&](const Argument& a) {
    return (a.role == Role::Time || a.role == Role::Oblique) && time.tokens.contains(a.head);
  });
}

std::int64_t days_of(const DateSpan& span) {
  return (std::chrono::sys_days(span.last) - std::chrono::sys_days(span.first)).count();
}

/// "X did Y on Monday, Z said": what stands between the deed and the speaker tells when the deed was done, whatever the tree has.
bool is_before_speaker(const View& view, const Clause& clause, const TimeMention& time) {
  if (!clause.said_in || time.head < clause.predicate) return false;
  const Clause& reporting = view.doc.clauses[*clause.said_in];
  if (reporting.predicate < time.head || !is_argument(reporting, time)) return false;
  return std::ranges::any_of(reporting.arguments, [&](const Argument& a) { return a.role == Role::Agent && a.head > time.head; });
}

/// The narrowest time that belongs to the clause, the first of equal ones. `before`: only what stands before this token.
std::optional<DateSpan> own_time(const View& view, std::uint32_t index, std::uint32_t before) {
  const Clause& clause = view.doc.clauses[index];
  const TokenRange sentence = view.doc.sentences[sentence_of(view.doc, clause.predicate)].tokens;
  std::optional<DateSpan> best;
  for (const TimeMention& time : view.doc.times) {
    if (!sentence.contains(time.head) || !time.span || time.head >= before || is_loose(view, time)) continue;
    if (!is_argument(clause, time) && clause_above(view, time.head) != index && !is_before_speaker(view, clause, time)) continue;
    if (!best || days_of(*time.span) < days_of(*best)) best = time.span;
  }
  return best;
}

std::optional<Party> place_in(const View& view, const Clause& clause, const Party& subject, const Party& object) {
  for (const Argument& argument : clause.arguments) {
    const std::uint32_t index = argument.role == Role::Oblique ? view.mention_at(argument.head) : kNone;
    if (index == kNone || index == subject.mention || index == object.mention) continue;
    const Mention& mention = view.doc.mentions[index];
    if (mention.use == MentionUse::Place && mention.actors.size() == 1) return Party{index, mention.actors[0], false, true};
  }
  return std::nullopt;
}

void add_tokens(const Clause& clause, std::vector<std::uint32_t>& tokens) {
  const auto add = [&tokens](TokenRange range) { for (std::uint32_t t = range.first; t < range.last; ++t) tokens.push_back(t); };
  add(clause.words);
  for (const Argument& argument : clause.arguments)
    if (argument.role != Role::Complement) add(argument.tokens);
}

}  // namespace

std::optional<Attribution> attribution_of(const View& view, const Clause& clause) {
  for (const Clause* at : chain_of(view, clause)) {
    if (auto source = according_to(view, *at)) return source;
    if (at->said_in && &view.doc.clauses[*at->said_in] != &clause) return said(view, view.doc.clauses[*at->said_in]);
  }
  return std::nullopt;
}

std::optional<DateSpan> time_of(const View& view, std::uint32_t index, const Clause* support) {
  if (auto own = own_time(view, index, kNone)) return own;
  const Clause& clause = view.doc.clauses[index];
  if (!clause.governor) return std::nullopt;
  if (support) return own_time(view, *clause.governor, kNone);
  if (clause.link == Link::Conjunct) return own_time(view, *clause.governor, view.doc.clauses[*clause.governor].predicate);
  return std::nullopt;
}

std::optional<Party> place_of(const View& view, const Clause& clause, const Clause* support, const Party& subject, const Party& object) {
  if (auto own = place_in(view, clause, subject, object)) return own;
  return support ? place_in(view, *support, subject, object) : std::nullopt;
}

std::optional<ContextKey> context_of(const View& view, const Clause& clause, const Clause* support) {
  std::vector<std::uint32_t> tokens{clause.predicate};
  add_tokens(clause, tokens);
  if (support) add_tokens(*support, tokens);
  std::ranges::sort(tokens);
  const auto rest = std::ranges::unique(tokens);
  tokens.erase(rest.begin(), rest.end());
  const ContextKey* best = nullptr;
  std::ptrdiff_t most = 0;
  for (const auto& [key, words] : view.program.contexts) {
    const auto count = std::ranges::count_if(tokens, [&](std::uint32_t token) { return view.phrase_in(words, token); });
    if (count > most) { most = count; best = &key; }
  }
  return best ? std::optional(*best) : std::nullopt;
}

bool is_hedged(const View& view, const Clause& clause, const Clause* support) {
  const auto hedged = [&](const Clause& at) {
    return std::ranges::any_of(view.children_of(at.predicate), [&](std::uint32_t child) { return view.program.hedges.has(view.word(child)); });
  };
  return hedged(clause) || (support && hedged(*support));
}

}  // namespace entente::internal
