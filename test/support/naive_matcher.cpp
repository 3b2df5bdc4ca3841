#include "support/naive_matcher.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace entente::test {

namespace {

using internal::Json;
using internal::split;
using Strings = std::vector<std::string>;

struct End { std::size_t mention, actor; };

bool contains(const Strings& list, std::string_view item) { return std::ranges::find(list, item) != list.end(); }

Strings strings_of(const Json* json) {
  Strings list;
  if (json)
    for (const Json& item : json->items) list.push_back(item.string);
  return list;
}

Strings cut(std::string_view text, char at) {
  Strings parts;
  for (const std::string_view part : split(text, at)) parts.emplace_back(part);
  return parts;
}

class Naive {
 public:
  Naive(const Document& doc, const Catalogue& catalogue) : doc_(doc), catalogue_(catalogue) {}

  Strings run(const std::vector<Json>& files) {
    std::set<std::string> lines;
    for (const Clause& clause : doc_.clauses) {
      int floor = -1000;
      for (int priority = 3; priority >= -3; --priority) {
        if (priority < floor) break;
        for (const Json& file : files)
          for (const Json& rule : file.find("rules")->items) {
            if (priority_of(rule) != priority || !triggers(*rule.find("trigger"), clause) || !all_hold(rule.find("where"), clause)) continue;
            const Strings made = apply(rule, file.find("relation")->string, clause);
            lines.insert(made.begin(), made.end());
            if (!made.empty() && rule.find("final")) floor = priority;
          }
      }
    }
    Strings told;
    for (const std::string& line : lines) {
      // What is told as done is not told as planned once more.
      const std::string triple = line.substr(0, line.find_last_of(' '));
      if (line.ends_with(" actual") || !lines.contains(triple + " actual")) told.push_back(line);
    }
    return told;
  }

 private:
  static int priority_of(const Json& rule) { return rule.find("priority") ? int(rule.find("priority")->number) : 0; }

  bool triggers(const Json& trigger, const Clause& clause) const {
    const std::string pos = trigger.find("pos")->items[0].string;
    const Upos upos = doc_.tokens[clause.predicate].upos;
    const bool fits = pos == "verb" ? upos == Upos::VERB : pos == "noun" ? upos == Upos::NOUN : upos == Upos::ADJ;
    return fits && contains(strings_of(trigger.find("lemma")), clause.lemma);
  }

  bool all_hold(const Json* tests, const Clause& clause) const {
    return !tests || std::ranges::all_of(tests->items, [&](const Json& test) { return holds(test, clause); });
  }

  bool holds(const Json& test, const Clause& clause) const {
    const auto& [key, value] = test.members[0];
    if (key == "not") return !holds(value, clause);
    if (key == "any") return std::ranges::any_of(value.items, [&](const Json& inner) { return holds(inner, clause); });
    if (key == "has") return !heads(clause, value.string).empty();
    if (key == "no") return heads(clause, value.string).empty();
    if (key == "polarity") return to_string(clause.polarity) == value.string;
    if (key == "at") return std::ranges::any_of(heads(clause, value.string), [&](std::uint32_t t) { return contains(strings_of(test.find("head")), doc_.tokens[t].lemma); });
    const bool supported = clause.link == Link::Support && clause.governor && contains(strings_of(&value), doc_.clauses[*clause.governor].lemma);
    return key == "support" ? supported : !supported;
  }

  /// Head tokens of the arguments under a path, before its steps.
  std::vector<std::uint32_t> heads(const Clause& clause, std::string path) const {
    const Clause* at = &clause;
    path = path.substr(0, path.find('>'));
    if (path.starts_with("outer.")) {
      if (!clause.governor || (clause.link != Link::Complement && clause.link != Link::Support && clause.link != Link::Inside)) return {};
      at = &doc_.clauses[*clause.governor];
      path = path.substr(6);
    }
    std::vector<std::uint32_t> found;
    for (const Argument& argument : at->arguments) {
      const bool oblique = path.starts_with("obl:") && argument.role == Role::Oblique &&
                           (path == "obl:*" || contains(cut(path.substr(4), '|'), argument.marker));
      if (oblique || to_string(argument.role) == path) found.push_back(argument.head);
    }
    return found;
  }

  bool acts(const KindKey& kind) const { return catalogue_.kind(kind)->acts; }

  EntityKey roll_up(const ActorRef& actor) const {
    if (actor.actor != actor.key || acts(actor.kind)) return actor.actor;
    for (const Actor* at = catalogue_.actor(actor.key); at; at = catalogue_.actor(at->part_of))
      if (acts(at->kind)) return at->key;
    return actor.key;
  }

  /// The longest mention over a token: one that is no modifier goes first.
  const Mention* mention_over(std::uint32_t token, bool modifiers) const {
    const Mention* best = nullptr;
    for (const Mention& mention : doc_.mentions) {
      if (!mention.tokens.contains(token)) continue;
      const bool modifier = mention.use == MentionUse::Modifier;
      if (modifier && (!modifiers || (best && best->use != MentionUse::Modifier))) continue;
      if (!best || (best->use == MentionUse::Modifier && !modifier) || mention.tokens.size() > best->tokens.size()) best = &mention;
    }
    return best;
  }

  void take(std::uint32_t token, bool places, std::vector<End>& ends) const {
    const Mention* mention = mention_over(token, true);
    if (!mention || mention->use == MentionUse::Other || (mention->use == MentionUse::Place && !places)) return;
    for (const std::uint32_t actor : mention->actors) {
      const ActorRef& ref = doc_.actors[actor];
      if (places || acts(ref.kind) || ref.actor != ref.key) ends.push_back({std::size_t(mention - doc_.mentions.data()), actor});
    }
  }

  static bool is_place(const std::string& marker) { return marker == "in" || marker == "to"; }

  std::vector<End> ends(const Clause& clause, const std::string& path, bool place_object) const {
    std::vector<End> found;
    const Strings parts = cut(path, '>');
    const std::string root = parts[0].starts_with("outer.") ? parts[0].substr(6) : parts[0];
    const Clause* at = parts[0].starts_with("outer.") && clause.governor ? &doc_.clauses[*clause.governor] : &clause;
    for (const std::uint32_t head : heads(clause, parts[0])) {
      const auto argument = std::ranges::find_if(at->arguments, [&](const Argument& a) { return a.head == head; });
      const bool place = root.starts_with("obl:") && root != "obl:*" && is_place(argument->marker);
      if (parts.size() == 1) { take(head, place_object || place, found); continue; }
      const Mention* settled = mention_over(head, false);
      if (settled && settled->use != MentionUse::Place) continue;
      for (std::uint32_t child = 0; child < doc_.tokens.size(); ++child) {
        if (doc_.tokens[child].head != head) continue;
        const Deprel deprel = doc_.tokens[child].deprel;
        const Strings steps = cut(parts[1], '|');
        const bool down = (deprel == Deprel::NmodPoss && contains(steps, "possessor")) || (deprel == Deprel::Amod && contains(steps, "modifier"));
        if (down) take(child, place_object, found);
      }
    }
    return found;
  }

  Strings apply(const Json& rule, const std::string& relation, const Clause& clause) const {
    const bool place = rule.find("place_object");
    if (const Json* parties = rule.find("parties")) {
      for (const Json& alternative : parties->items) {
        std::vector<End> first_side, all;
        std::set<std::size_t> seen;
        for (const Json& path : alternative.items) {
          for (const End& end : ends(clause, path.string, false)) {
            if (!seen.insert(end.actor).second) continue;
            all.push_back(end);
            if (&path == &alternative.items[0]) first_side.push_back(end);
          }
        }
        const bool shared = clause.construction == Construction::Nominal && !alternative.items[0].string.starts_with("outer.");
        if (first_side.empty() || (alternative.items.size() > 1 && first_side.size() == all.size() && !shared)) continue;
        if (Strings made = pairs(first_side, all, relation, clause, true); !made.empty()) return made;
      }
      return {};
    }
    const std::vector<End> subjects = first(clause, *rule.find("subject"), {}, false, {});
    return pairs(subjects, first(clause, *rule.find("object"), strings_of(rule.find("object_kind")), place, subjects), relation, clause, false);
  }

  std::vector<End> first(const Clause& clause, const Json& paths, const Strings& kinds, bool place, const std::vector<End>& subjects) const {
    for (const Json& path : paths.items) {
      std::vector<End> found = ends(clause, path.string, place);
      std::erase_if(found, [&](const End& end) {
        const ActorRef& actor = doc_.actors[end.actor];
        const std::string rolled = roll_up(actor).str();
        std::size_t same = 0;
        for (const End& subject : subjects) same += subject.actor == end.actor;
        if (!subjects.empty() && same == subjects.size()) return true;
        return !kinds.empty() && !contains(kinds, actor.kind.str()) && !contains(kinds, rolled.substr(0, rolled.find('/')));
      });
      if (!found.empty()) return found;
    }
    return {};
  }

  /// A minister of the state itself; the relations of the test are none that stand.
  bool serves(const End& official, const End& whole) const {
    const ActorRef& actor = doc_.actors[official.actor];
    return actor.actor == doc_.actors[whole.actor].key && actor.actor != actor.key &&
           contains({"person", "office", "government", "ministry", "forces", "service", "command", "unit"}, actor.kind.str());
  }

  static bool of_first_side(const std::vector<End>& side, const End& end) {
    return std::ranges::any_of(side, [&](const End& other) { return other.actor == end.actor; });
  }

  /// Two who act for the same state beside a third.
  bool one_side(const End& a, const End& b) const {
    const EntityKey whole = roll_up(doc_.actors[a.actor]);
    return whole != doc_.actors[a.actor].key && whole == roll_up(doc_.actors[b.actor]);
  }

  Strings pairs(const std::vector<End>& left, const std::vector<End>& right, const std::string& relation, const Clause& clause, bool symmetric) const {
    Strings made;
    std::set<std::size_t> seen;
    for (const End& a : left) {
      if (symmetric && !seen.insert(a.actor).second) continue;
      std::set<std::size_t> paired = seen;
      for (const End& b : right) {
        if (a.actor == b.actor || (symmetric && !paired.insert(b.actor).second)) continue;
        const TokenRange x = doc_.mentions[a.mention].tokens, y = doc_.mentions[b.mention].tokens;
        const bool apart = x.last <= y.first || y.last <= x.first || (symmetric && a.mention == b.mention);
        if (!apart || serves(a, b) || serves(b, a)) continue;
        if (symmetric && right.size() > 2 && of_first_side(left, b) && one_side(a, b)) continue;
        std::string s = doc_.actors[a.actor].key.str(), o = doc_.actors[b.actor].key.str();
        if (symmetric && o < s) std::swap(s, o);
        made.push_back(s + " " + relation + " " + o + " " + std::string(to_string(clause.polarity)) + " " + std::string(to_string(clause.modality)));
      }
    }
    return made;
  }

  const Document& doc_;
  const Catalogue& catalogue_;
};

}  // namespace

std::vector<std::string> match_naively(const std::vector<Json>& files, const Document& doc, const Catalogue& catalogue) {
  return Naive(doc, catalogue).run(files);
}

}  // namespace entente::test
