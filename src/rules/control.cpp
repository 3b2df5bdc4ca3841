#include <algorithm>

#include "rules/apply.h"

namespace entente::internal {

namespace {

constexpr int kMaxControlDepth = 3;

bool link_fits(const Control& control, Link link) {
  if (!control.links.empty()) return std::ranges::find(control.links, link) != control.links.end();
  return link == Link::Complement || link == Link::Support || link == Link::Inside;
}

bool relation_fits(const Control& control, const RelationType& relation) {
  if (control.quads.empty() && control.relations.empty()) return true;
  return std::ranges::find(control.quads, relation.quad) != control.quads.end() ||
         std::ranges::find(control.relations, &relation) != control.relations.end();
}

bool polarity_fits(const Control& control, bool negated) {
  if (control.inner_polarity == InnerPolarity::Any) return true;
  return negated == (control.inner_polarity == InnerPolarity::Negative);
}

bool modality_fits(const Control& control, Modality modality) {
  return control.inner_modalities.empty() || std::ranges::find(control.inner_modalities, modality) != control.inner_modalities.end();
}

/// The end of the inner match that a path such as "inner.other" names.
std::vector<Party> inner_ends(const View& view, const Match& inner, InnerEnd end, const Party* subject) {
  const auto is_subject = [&](const Party& party) { return subject && view.doc.actors[party.actor].key == view.doc.actors[subject->actor].key; };
  std::vector<Party> ends;
  if (end == InnerEnd::Subject) {
    if (const auto& acting = inner.swapped ? inner.object : inner.subject) ends.push_back(*acting);
    return ends;
  }
  if (end == InnerEnd::Parties) {
    for (const auto& party : {inner.subject, inner.object})
      if (party && !is_subject(*party)) ends.push_back(*party);
    return ends;
  }
  const bool either = end == InnerEnd::Other || inner.relation->symmetric;
  if (inner.object && !(either && is_subject(*inner.object))) ends.push_back(*inner.object);
  else if (either && inner.subject && !is_subject(*inner.subject)) ends.push_back(*inner.subject);
  return ends;
}

/// The first path that finds an actor of a fitting kind other than `subject`.
std::vector<Party> control_ends(const View& view, const Clause& outer, const Match& inner, const std::vector<Path>& paths,
                                std::span<const KindKey> of_rule, std::span<const KindKey> of_relation, const Party* subject) {
  for (const Path& path : paths) {
    std::vector<Party> ends = path.scope == Scope::Inner ? inner_ends(view, inner, path.end, subject) : parties_in(view, outer, path, Places::Refused);
    std::erase_if(ends, [&](const Party& party) { return !is_end(view, party, of_rule, of_relation) || (subject && !are_two(view, *subject, party)); });
    if (!ends.empty()) return ends;
  }
  return {};
}

/// True if the inner match tells of another's act, though the rule asks for what the speaker does himself.
bool is_anothers(const View& view, const Control& control, const Match& inner, const Party& subject) {
  return control.inner_own && !inner.relation->symmetric && inner.subject && rolled_up(view, *inner.subject) != rolled_up(view, subject);
}

/// What the control rule makes of one inner match of the clause, or of the event noun of the clause, that hangs on `outer`;
/// empty if it does not fit.
std::vector<Match> results(const View& view, const Control& control, const Clause& outer, const Match& inner) {
  std::vector<Match> made;
  const std::vector<Party> subjects = control_ends(view, outer, inner, control.subject, control.subject_kinds, control.gives->subjects, nullptr);
  // "both claim to have won": nobody asks or accuses himself, nor those who speak with him.
  const auto speaks = [&](const Party& party) { return std::ranges::any_of(subjects, [&](const Party& subject) { return subject.mention == party.mention; }); };
  for (const Party& subject : subjects) {
    if (is_anothers(view, control, inner, subject)) continue;
    for (const Party& object : control_ends(view, outer, inner, control.object, control.object_kinds, control.gives->objects, &subject)) {
      if ((!control.gives->symmetric && speaks(object)) || !may_pair(view, *control.gives, subject, object)) continue;
      Match match;
      match.clause = std::uint32_t(&outer - view.doc.clauses.data());
      match.rule = control.key;
      match.relation = control.gives;
      match.subject = subject;
      match.object = object;
      match.swapped = control.gives->symmetric && view.doc.actors[object.actor].key < view.doc.actors[subject.actor].key;
      if (match.swapped) std::swap(match.subject, match.object);
      match.polarity = outer.polarity;
      match.modality = outer.modality;
      match.content = inner.relation;
      match.context = inner.context;
      match.confidence = inner.confidence * control.confidence;
      match.depth = inner.depth + 1;
      made.push_back(std::move(match));
    }
  }
  return made;
}

/// Nothing is left of what somebody did not promise, demand or refuse.
void keep_inner(Match& inner, Keep keep, Polarity outer) {
  if (keep == Keep::Same) return;
  if (keep == Keep::None || outer == Polarity::Negative) { inner.dropped = true; return; }
  if (keep == Keep::Planned) inner.modality = Modality::Planned;
  if (keep == Keep::Possible) inner.modality = Modality::Possible;
  if (keep == Keep::Wanted) inner.modality = Modality::Wanted;
  if (keep == Keep::Negative) inner.polarity = Polarity::Negative;
}

Few<const Control*> controls_for(const View& view, const Clause& outer) {
  Few<const Control*> controls;
  for (const std::uint32_t number : view.triggered_by(view.program.controls_by_word, outer))
    if (view.trigger_fits(view.program.controls[number].outer, outer)) controls.push_back(&view.program.controls[number]);
  return controls;
}

/// A match without both ends counts only where no other rule found more in its clause.
bool is_shadowed(const std::vector<Match>& matches, const Match& partial) {
  return std::ranges::any_of(matches, [&](const Match& other) {
    if (other.clause != partial.clause || &other == &partial) return false;
    return other.complete() || other.confidence > partial.confidence || (other.confidence == partial.confidence && other.rule < partial.rule);
  });
}

/// Applies the control rules of the clause above `holder`, which holds the match, and tells whether one made something of it.
bool apply_over(const View& view, std::vector<Match>& matches, std::size_t place, const Clause& holder) {
  const Clause* outer = view.governor(holder);
  if (!outer) return false;
  const bool negated = is_negated_itself(view, holder) || is_negated_itself(view, view.doc.clauses[matches[place].clause]);
  bool any = false;
  for (const Control* control : controls_for(view, *outer)) {
    const Match& inner = matches[place];
    if (!link_fits(*control, holder.link) || !relation_fits(*control, *inner.relation) || !polarity_fits(*control, negated) || !modality_fits(*control, inner.modality)) continue;
    std::vector<Match> made = results(view, *control, *outer, inner);
    if (made.empty()) continue;
    any = true;
    keep_inner(matches[place], control->keep, outer->polarity);
    std::ranges::move(made, std::back_inserter(matches));
  }
  return any;
}

}  // namespace

void apply_controls(const View& view, std::vector<Match>& matches) {
  for (std::size_t i = 0; i < matches.size(); ++i) {
    if (matches[i].depth >= kMaxControlDepth || (!matches[i].complete() && is_shadowed(matches, matches[i]))) continue;
    const Clause& clause = view.doc.clauses[matches[i].clause];
    if (apply_over(view, matches, i, clause) || !matches[i].supported) continue;
    apply_over(view, matches, i, *view.governor(clause));  // "threatened to launch an attack"
  }
}

}  // namespace entente::internal
