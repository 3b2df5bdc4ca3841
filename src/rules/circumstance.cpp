#include "rules/circumstance.h"

#include <algorithm>
#include <span>

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

/// The times of the sentence that holds a token.
std::span<const TimeMention> times_near(const View& view, std::uint32_t token) {
  const TokenRange sentence = view.doc.sentences[sentence_of(view.doc, token)].tokens;
  const auto start = [](const TimeMention& time) { return time.tokens.first; };
  const auto first = std::ranges::lower_bound(view.doc.times, sentence.first, {}, start);
  const auto last = std::ranges::lower_bound(first, view.doc.times.end(), sentence.last, {}, start);
  return {first, last};
}

bool belongs(const View& view, std::uint32_t index, const TimeMention& time) {
  const Clause& clause = view.doc.clauses[index];
  const std::uint32_t above = clause_above(view, time.head);
  // "relations, which were severed in 2023": what a relative clause lends to its noun tells its own time.
  const bool lent = above != index && above != kNone && view.doc.clauses[above].link == Link::Relative && above != clause.governor &&
                    !view.program.held_verbs.has(view.program.pool.find(view.doc.clauses[above].lemma));
  return (is_argument(clause, time) && !lent) || above == index || is_before_speaker(view, clause, time);
}

/// "a meeting held in Vienna on March 29": the time of the verb that only says that the event took place.
std::optional<DateSpan> time_of_holding(const View& view, std::uint32_t index) {
  if (view.doc.clauses[index].construction != Construction::Nominal) return std::nullopt;
  for (std::uint32_t i = index + 1; i < view.doc.clauses.size() && i <= index + 4; ++i) {
    const Clause& clause = view.doc.clauses[i];
    const bool held = clause.governor == index && clause.link == Link::Relative && view.program.held_verbs.has(view.program.pool.find(clause.lemma));
    if (held) return own_time(view, i, kNone);
  }
  return std::nullopt;
}

/// "the accord reached during a visit on Friday": the event shares the time of the clause that it is a circumstance of.
std::optional<DateSpan> time_around(const View& view, std::uint32_t index) {
  const Clause& clause = view.doc.clauses[index];
  if (!clause.governor || clause.construction != Construction::Nominal) return std::nullopt;
  const Clause& around = view.doc.clauses[*clause.governor];
  const bool inside = std::ranges::any_of(around.arguments, [&](const Argument& a) {
    return a.role == Role::Oblique && a.clause == index && view.program.during_markers.has(view.program.pool.find(a.marker));
  });
  return inside ? own_time(view, *clause.governor, kNone) : std::nullopt;
}

/// The time that the clause shares with its governor: the verb that carries it, or what it is joined to.
std::optional<DateSpan> shared_time(const View& view, std::uint32_t index, const Clause* support) {
  const Clause& clause = view.doc.clauses[index];
  if (!clause.governor) return std::nullopt;
  if (support) return own_time(view, *clause.governor, kNone);
  if (clause.link == Link::Conjunct) return own_time(view, *clause.governor, view.doc.clauses[*clause.governor].predicate);
  return std::nullopt;
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

/// The day of the story, unless a word puts the event elsewhere: "discussed his recent visit".
std::optional<DateSpan> story_time(const View& view, std::uint32_t index, const Clause* support) {
  const bool elsewhere = std::ranges::any_of(view.children_of(view.doc.clauses[index].predicate), [&](std::uint32_t child) {
    return view.program.other_time_words.has(view.word(child));
  });
  if (elsewhere) return std::nullopt;
  return view.story_day(support ? *view.doc.clauses[index].governor : index);
}

}  // namespace

std::optional<Attribution> attribution_of(const View& view, const Clause& clause) {
  for (const Clause* at : chain_of(view, clause)) {
    if (auto source = according_to(view, *at)) return source;
    if (at->said_in && &view.doc.clauses[*at->said_in] != &clause) return said(view, view.doc.clauses[*at->said_in]);
  }
  return std::nullopt;
}

std::optional<DateSpan> own_time(const View& view, std::uint32_t index, std::uint32_t before) {
  std::optional<DateSpan> best;
  for (const TimeMention& time : times_near(view, view.doc.clauses[index].predicate)) {
    if (!time.span || time.head >= before || is_loose(view, time) || !belongs(view, index, time)) continue;
    if (!best || days_of(*time.span) < days_of(*best)) best = time.span;
  }
  return best;
}

bool names_time(const View& view, std::uint32_t index) {
  return std::ranges::any_of(times_near(view, view.doc.clauses[index].predicate), [&](const TimeMention& time) { return belongs(view, index, time); });
}

std::optional<DateSpan> time_of(const View& view, std::uint32_t index, const Clause* support) {
  if (auto own = own_time(view, index, kNone)) return own;
  if (auto shared = shared_time(view, index, support)) return shared;
  if (names_time(view, index)) return std::nullopt;
  if (auto held = time_of_holding(view, index)) return held;
  if (auto around = time_around(view, index)) return around;
  return story_time(view, index, support);
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
