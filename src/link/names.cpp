#include "link/names.h"

#include <algorithm>
#include <unordered_map>

#include "base/text.h"
#include "link/context.h"
#include "link/pieces.h"

namespace entente::internal {

namespace {

/// How far a reading must lead before it is taken.
constexpr double kMargin = 0.12;

class NameFinder {
 public:
  explicit NameFinder(const Reading& reading, const ContextRules& rules) : reading_(reading), lex_(reading.lex), rules_(rules) {}

  DocumentNames find() {
    DocumentNames names;
    find_own_acronyms();
    collect_certain(names);
    names.match_at.assign(reading_.atoms.size(), kNone);
    names.match_over.assign(reading_.atoms.size(), kNone);
    for (const AtomRange& sentence : reading_.sentences)
      for (std::uint32_t at = sentence.first; at < sentence.last;) at = take(names, at, sentence.last);
    return names;
  }

 private:
  const Actor& actor(std::uint32_t place) const { return lex_.catalogue().actors()[place]; }
  const Alias& alias(std::uint32_t place) const { return lex_.catalogue().aliases()[place]; }

  /// The ends of all names that begin at `at`, the longest last, with their aliases.
  struct Step { std::uint32_t end; std::span<const std::uint32_t> aliases; };
  void walk(std::uint32_t at, std::uint32_t limit, std::vector<Step>& steps) const {
    steps.clear();
    std::uint32_t node = lex_.names().start(reading_.atoms[at].word);
    for (std::uint32_t end = at + 1; node; ++end) {
      if (const auto values = lex_.names().values(node); !values.empty()) steps.push_back({end, values});
      if (end == limit || !reading_.atoms[end].word) return;
      node = lex_.names().next(node, reading_.atoms[end].word);
    }
  }

  bool letters_agree(std::uint32_t at, std::uint32_t place) const {
    const AliasShape& shape = lex_.shape(place);
    const Alias& name = alias(place);
    if (name.letter_case == AliasCase::Any) return true;
    for (std::uint32_t i = 0; i < shape.pieces && i < 32; ++i) {
      const Atom& atom = reading_.atoms[at + i];
      if ((shape.capital >> i & 1U) && !atom.capital) return false;
      if (name.letter_case == AliasCase::Exact && (shape.upper >> i & 1U) != atom.upper) return false;
    }
    return name.letter_case != AliasCase::Exact || !shape.mixed || same_letters(at, name.text);
  }

  /// Compares letter by letter, for the rare exact names such as "BiH".
  bool same_letters(std::uint32_t at, std::string_view text) const {
    bool same = true;
    for_each_piece(text, [&](std::string_view piece, bool) {
      if (same && at < reading_.atoms.size()) same = reading_.text(at).find(piece) != std::string_view::npos;
      ++at;
    });
    return same;
  }

  bool acceptable(std::uint32_t at, std::uint32_t end, std::uint32_t place) const {
    const Alias& name = alias(place);
    if (!own_acronyms_.empty() && end == at + 1 && means_another(at, name.actor)) return false;
    if (!letters_agree(at, place) || !covers(name.valid, reading_.doc.article.published, 0)) return false;
    const auto& valid = actor(name.actor).valid;
    if (valid && reading_.doc.article.published && name.kind != AliasKind::Former && *reading_.doc.article.published < valid->first) return false;
    const bool joined_next = end < reading_.atoms.size() && reading_.atoms[end].joined;
    if (name.prefix) return joined_next;
    if (name.no_headline && reading_.shouting[reading_.sentence_at[reading_.atoms[at].token]])
      return joined_next || (at > 0 && reading_.word_is(at - 1, "the"));
    return true;
  }

  // ---- acronyms that the document makes for itself: "the Railway Police Force (RPF)", "RPF (Railway Police Force)"

  void find_own_acronyms() {
    for (const AtomRange& sentence : reading_.sentences)
      for (std::uint32_t at = sentence.first + 1; at + 1 < sentence.last; ++at) {
        if (!reading_.word_is(at, "(")) continue;
        const bool short_inside = at + 2 < sentence.last && reading_.word_is(at + 2, ")");
        const std::uint32_t acronym = short_inside ? at + 1 : at - 1;
        const std::string_view letters = reading_.word_text(reading_.atoms[acronym].word);
        if (!reading_.atoms[acronym].upper || letters.size() < 2 || letters.size() > 6) continue;
        const AtomRange words = short_inside ? spelled_before(letters, at, sentence.first) : spelled_after(letters, at + 1, sentence.last);
        if (words.first < words.last) add_own_acronym(reading_.atoms[acronym].word, words);
      }
  }

  void add_own_acronym(WordId acronym, AtomRange words) {
    const auto same = [&](const auto& own) {
      return own.first == acronym && std::ranges::equal(atoms_of(own.second), atoms_of(words), {}, &Atom::word, &Atom::word);
    };
    if (own_acronyms_.size() < kMaxOwnAcronyms && std::ranges::none_of(own_acronyms_, same)) own_acronyms_.push_back({acronym, words});
  }

  std::span<const Atom> atoms_of(AtomRange range) const { return std::span(reading_.atoms).subspan(range.first, range.last - range.first); }

  /// The capitalised words before `end` whose initials are `letters`; little words between them do not count.
  AtomRange spelled_before(std::string_view letters, std::uint32_t end, std::uint32_t first) const {
    std::uint32_t at = end;
    for (std::size_t left = letters.size(); left > 0;) {
      if (at-- == first || reading_.atoms[at].mark) return {};
      if (!reading_.atoms[at].capital) continue;
      if (reading_.word_text(reading_.atoms[at].word).substr(0, 1) != letters.substr(--left, 1)) return {};
    }
    return {at, end};
  }

  AtomRange spelled_after(std::string_view letters, std::uint32_t at, std::uint32_t last) const {
    const std::uint32_t first = at;
    for (std::size_t done = 0; done < letters.size(); ++at) {
      if (at >= last || reading_.atoms[at].mark) return {};
      if (!reading_.atoms[at].capital) continue;
      if (reading_.word_text(reading_.atoms[at].word).substr(0, 1) != letters.substr(done++, 1)) return {};
    }
    return at < last && reading_.word_is(at, ")") ? AtomRange{first, at} : AtomRange{};
  }

  /// True if the document spells the acronym at `at` out with no word of the actor's own name.
  bool means_another(std::uint32_t at, std::uint32_t place) const {
    std::vector<WordId> label;
    return std::ranges::any_of(own_acronyms_, [&](const auto& own) {
      if (own.first != reading_.atoms[at].word) return false;
      if (label.empty()) label = lex_.find_phrase(actor(place).label);
      for (std::uint32_t a = own.second.first; a < own.second.last; ++a)
        if (reading_.word_text(reading_.atoms[a].word).size() > 3 && std::ranges::find(label, reading_.atoms[a].word) != label.end()) return false;
      return true;
    });
  }

  /// First pass: what is named beyond doubt, for ambiguous and short names to lean on.
  void collect_certain(DocumentNames& names) {
    std::vector<Step> steps;
    for (const AtomRange& sentence : reading_.sentences)
      for (std::uint32_t at = sentence.first; at < sentence.last;) {
        walk(at, sentence.last, steps);
        std::uint32_t next = at + 1;
        for (auto step = steps.rbegin(); step != steps.rend() && next == at + 1; ++step)
          if (const std::uint32_t only = certain(at, *step); only != kNone) {
            introduced_.push_back(only);
            const std::uint32_t owner = lex_.owner(only);
            const std::string& kind = actor(only).kind.str();
            if (kind != "blocker" && kind != "media") {
              ++names.owner_counts[owner];
              ++names.owner_total;
            }
            next = step->end;
            note_body_of(only, next, sentence.last);
            note_person(at, next, only);
          }
        at = next;
      }
    std::ranges::sort(introduced_);
  }

  /// "Peru's Congress": from then on "Congress" is no other's, unless the text names that one so too.
  void note_body_of(std::uint32_t owner, std::uint32_t next, std::uint32_t limit) {
    if (!lex_.is_state(owner)) return;
    if (next < limit && reading_.is_possessive_mark(next)) ++next;
    if (next < limit && reading_.atoms[next].capital && reading_.is(next, WordClass::PublicBody)) bodies_of_.push_back({reading_.atoms[next].word, owner});
  }

  bool is_body_of_another(std::uint32_t at, std::uint32_t end, std::uint32_t place) const {
    if (end != at + 1 || !alias(place).ambiguous || !is_body_of_state(alias(place).actor)) return false;
    const auto named = [&](const auto& body) { return body.first == reading_.atoms[at].word; };
    const auto own = [&](const auto& body) { return named(body) && body.second == lex_.owner(alias(place).actor); };
    return std::ranges::any_of(bodies_of_, named) && std::ranges::none_of(bodies_of_, own);
  }

  std::uint32_t certain(std::uint32_t at, const Step& step) const {
    std::uint32_t only = kNone;
    for (const std::uint32_t place : step.aliases) {
      const Alias& name = alias(place);
      if (!acceptable(at, step.end, place)) continue;
      if (name.ambiguous || name.needs_context || name.weak) return kNone;
      if (only != kNone && lex_.owner(only) != lex_.owner(name.actor)) return kNone;
      if (only == kNone) only = name.actor;
    }
    return only;
  }

  /// "George Washington … Washington arrived": the last word of a blocker that begins with a given name.
  void note_person(std::uint32_t at, std::uint32_t end, std::uint32_t place) {
    if (end > at + 1 && actor(place).kind.str() == "blocker" && (lex_.is_given_name(reading_.atoms[at].word) || lex_.may_be_given_name(reading_.atoms[at].word)))
      persons_.push_back(reading_.atoms[end - 1].word);
  }

  bool introduced(std::uint32_t place) const { return std::ranges::binary_search(introduced_, place); }

  /// True if the tree takes the name for part of a longer proper name that no table has: "Chad Smith".
  bool part_of_person(std::uint32_t at, std::uint32_t end) const {
    if (end != at + 1 || reading_.upos(at) != Upos::PROPN) return false;
    const Token& token = reading_.token(at);
    if (token.deprel == Deprel::Flat && at > 0 && token.head < reading_.atoms[at].token && reading_.atoms[at - 1].token >= token.head) return is_unknown_name(at - 1) || is_first_of_person(at - 1);
    const bool before = at > 0 && reading_.token(at - 1).deprel == Deprel::Compound && reading_.token(at - 1).head == reading_.atoms[at].token;
    if (before && is_unknown_name(at - 1) && !reading_.atoms[at].joined) return true;  // "Nikki Holland said"
    if (end >= reading_.atoms.size() || reading_.atoms[end].joined) return false;
    return reading_.token(end).deprel == Deprel::Flat && reading_.token(end).head == reading_.atoms[at].token && is_unknown_name(end);
  }

  /// "Nikki", if anybody listed is called so, and nothing else is.
  bool is_first_of_person(std::uint32_t at) const {
    const WordId word = reading_.atoms[at].word;
    return reading_.atoms[at].capital && reading_.upos(at) == Upos::PROPN && !lex_.titles().start(word) && !lex_.nouns().start(word) && lex_.may_be_given_name(word);
  }

  bool is_unknown_name(std::uint32_t at) const {
    const WordId word = reading_.atoms[at].word;
    return reading_.atoms[at].capital && reading_.upos(at) == Upos::PROPN && !lex_.titles().start(word) && !lex_.nouns().start(word) && !lex_.names().start(word);
  }

  /// True for a town's name beside a given name that is itself in no name of the tables here: "Louise Adler".
  bool is_name_of_townsman(std::uint32_t at, std::uint32_t end, const DocumentNames& names) const {
    const bool town = end == at + 1 && reading_.upos(at) == Upos::PROPN;
    if (!town || at == 0 || reading_.sentence_at[reading_.atoms[at].token] != reading_.sentence_at[reading_.atoms[at - 1].token]) return false;
    if (at >= 2 && reading_.is(at - 1, WordClass::NameParticle) && !reading_.atoms[at - 1].capital && is_unknown_name(at - 2)) return true;  // "Legardeur de Saint-Pierre"
    const std::uint32_t over = names.match_over[at - 1];  // "Liu Shaowu": a surname that is listed will do as well.
    const bool alone = over == kNone || (actor(names.matches[over].readings[0].actor).kind.str() == "person" && names.matches[over].atoms.first == at - 1);
    const bool name = is_given_name(at - 1) || !lex_.persons_named(reading_.atoms[at - 1].word).empty();
    return alone && name && reading_.atoms[at - 1].capital && reading_.upos(at - 1) == Upos::PROPN && !reading_.atoms[at].joined;
  }

  bool is_given_name(std::uint32_t at) const { return reading_.atoms[at].capital && !reading_.atoms[at].mark && lex_.is_given_name(reading_.atoms[at].word); }

  /// "the Conservative Party of Canada" is not that of the United Kingdom: the state behind "of" is another than the actor's.
  bool is_of_another(std::uint32_t end, std::uint32_t limit, std::uint32_t place) const {
    if (end + 1 >= limit || !reading_.word_is(end, "of") || !is_body_of_state(place)) return false;
    const std::uint32_t at = reading_.word_is(end + 1, "the") ? end + 2 : end + 1;
    std::vector<Step> steps;
    if (at < limit) walk(at, limit, steps);
    for (auto step = steps.rbegin(); step != steps.rend(); ++step)
      if (const std::uint32_t only = certain(at, *step); only != kNone) return lex_.is_state(only) && only != lex_.owner(place);
    return false;
  }

  /// "the Eucharistic Congress": one ambiguous word for a body at the end of a longer name that no table has.
  bool ends_longer_name(std::uint32_t at, std::uint32_t end, std::uint32_t place) const {
    if (end != at + 1 || at == 0 || !alias(place).ambiguous || !is_body_of_state(alias(place).actor) || reading_.shouting[reading_.sentence_at[reading_.atoms[at].token]]) return false;
    if (reading_.sentence_at[reading_.atoms[at].token] != reading_.sentence_at[reading_.atoms[at - 1].token]) return false;
    return is_unknown_name(at - 1) || (reading_.atoms[at - 1].capital && reading_.upos(at - 1) == Upos::ADJ && !lex_.names().start(reading_.atoms[at - 1].word));
  }

  /// "Jamestown, South Australia": the larger place behind the comma is in another state than the town of that name.
  bool lies_elsewhere(std::uint32_t end, std::uint32_t limit, std::uint32_t city) const {
    if (end + 1 >= limit || !reading_.word_is(end, ",")) return false;
    std::vector<Step> steps;
    walk(end + 1, limit, steps);
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
      const std::uint32_t around = certain(end + 1, *step);
      if (around != kNone) return actor(around).kind.str() == "region" && lex_.is_state(lex_.owner(around)) && state_around(reading_, city) != lex_.owner(around);
    }
    return false;
  }

  bool is_body_of_state(std::uint32_t place) const {
    const std::string& kind = actor(place).kind.str();
    return kind == "party" || kind == "legislature" || kind == "agency" || kind == "ministry" || kind == "government";
  }

  double score(const AtomRange range, std::uint32_t place, const ContextRules::Verdict& verdict, const DocumentNames& names) const {
    const Alias& name = alias(place);
    const auto found = names.owner_counts.find(lex_.owner(name.actor));
    const double near = found == names.owner_counts.end() ? 0 : std::min(4.0, double(found->second));
    double value = actor(name.actor).prior * 0.05 + near * 0.1 + verdict.weight * 0.15 + (introduced(name.actor) ? 0.25 : 0);
    if (name.kind == AliasKind::Name || name.kind == AliasKind::Official || name.kind == AliasKind::Abbr) value += 0.1;
    if (actor(name.actor).kind.str() == "person" && range.last - range.first > 1) value += 0.3;
    return value;
  }

  void read_step(std::uint32_t at, const Step& step, std::uint32_t limit, const DocumentNames& names, NameMatch& match) const {
    match = {{at, step.end}, {}, false, kNone, true};
    const bool named_so = step.end == at + 1 && std::ranges::find(persons_, reading_.atoms[at].word) != persons_.end();
    const bool person_part = named_so || part_of_person(at, step.end), townsman = is_name_of_townsman(at, step.end, names);
    for (const std::uint32_t place : step.aliases) {
      const Alias& name = alias(place);
      if (!acceptable(at, step.end, place)) continue;
      if (reading_.atoms[at].joined && step.end > at + 1 && actor(name.actor).kind.str() == "blocker") continue;  // "Iran-Iraq war"
      if (person_part && actor(name.actor).kind.str() != "person" && name.kind != AliasKind::Adjective) continue;
      if (townsman && (actor(name.actor).kind.str() == "city" || actor(name.actor).kind.str() == "region")) continue;
      if (actor(name.actor).kind.str() == "city" && lies_elsewhere(step.end, limit, name.actor)) continue;
      if (is_of_another(step.end, limit, name.actor) || ends_longer_name(at, step.end, place) || is_body_of_another(at, step.end, place)) continue;
      const auto verdict = rules_.judge(reading_, match.atoms, name.text, name.actor);
      if (verdict.blocked) continue;
      if (name.needs_context && !verdict.needed && !introduced(name.actor)) continue;
      match.weak &= name.weak;
      add_reading(match, {name.actor, place, score(match.atoms, place, verdict, names)});
    }
    std::ranges::stable_sort(match.readings, std::greater{}, &NameReading::score);
    settle(match);
  }

  static void add_reading(NameMatch& match, const NameReading& reading) {
    const auto same = std::ranges::find(match.readings, reading.actor, &NameReading::actor);
    if (same == match.readings.end()) match.readings.push_back(reading);
    else if (reading.score > same->score) *same = reading;
  }

  /// A state and a city of one name are no rivals: use decides later which of them is meant.
  void settle(NameMatch& match) const {
    if (match.readings.empty()) return;
    const auto is_city = [this](const NameReading& r) { return actor(r.actor).kind.str() == "city"; };
    const auto city = std::ranges::find_if(match.readings, is_city);
    const auto seat = std::ranges::find_if(match.readings, [&](const NameReading& r) {
      return !is_city(r) && (alias(r.alias).kind == AliasKind::Capital || alias(r.alias).kind == AliasKind::Metonym); });
    if (city != match.readings.end() && seat != match.readings.end() && match.readings.size() >= 2) {
      match.city = city->actor;
      match.readings.erase(city);
    }
    match.settled = match.readings.size() == 1 || match.readings[0].score - match.readings[1].score >= kMargin ||
                    lex_.owner(match.readings[0].actor) == lex_.owner(match.readings[1].actor);
  }

  /// "British troops": left to the grammar, which reads "U.S. and British troops" as well and gives the same actor.
  bool is_country_and_noun(std::uint32_t at, const NameMatch& match, const std::vector<Step>& steps) const {
    if (steps.size() < 2 || match.readings.size() != 1 || lex_.is_state(match.readings[0].actor)) return false;
    for (const Step& step : steps) {
      if (step.end >= match.atoms.last) continue;
      const bool adjective = std::ranges::any_of(step.aliases, [&](std::uint32_t place) {
        const Alias& name = alias(place);
        return (name.kind == AliasKind::Adjective || name.kind == AliasKind::Abbr) && lex_.is_state(name.actor) && acceptable(at, step.end, place) &&
               lex_.owner(match.readings[0].actor) == name.actor;
      });
      if (adjective && is_noun_phrase(step.end, match.atoms.last)) return true;
    }
    return false;
  }

  /// "U.S.-led coalition" where no word tells which one: the country that leads stands for it.
  bool is_unclear_coalition(const NameMatch& match) const {
    if (match.settled) return false;
    for (std::uint32_t a = match.atoms.first + 1; a < match.atoms.last; ++a)
      if (reading_.atoms[a].joined && reading_.is(a, WordClass::Led)) return true;
    return false;
  }

  bool is_noun_phrase(std::uint32_t at, std::uint32_t end) const {
    std::uint32_t node = lex_.nouns().start(reading_.atoms[at].word);
    for (std::uint32_t next = at + 1; next < end && node; ++next) node = lex_.nouns().next(node, reading_.atoms[next].word);
    return node && !lex_.nouns().values(node).empty() && lex_.noun(lex_.nouns().values(node)[0]).makes != NounMakes::Nothing;
  }

  std::uint32_t take(DocumentNames& names, std::uint32_t at, std::uint32_t limit) {
    std::vector<Step>& steps = scratch_;
    walk(at, limit, steps);
    NameMatch match;
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
      read_step(at, *step, limit, names, match);
      if (match.readings.empty() || is_country_and_noun(at, match, steps) || is_unclear_coalition(match)) continue;
      const auto place = static_cast<std::uint32_t>(names.matches.size());
      names.match_at[at] = place;
      std::fill(names.match_over.begin() + at, names.match_over.begin() + step->end, place);
      names.matches.push_back(std::move(match));
      return step->end;
    }
    return at + 1;
  }

  const Reading& reading_;
  const Lexicon& lex_;
  const ContextRules& rules_;
  std::vector<std::uint32_t> introduced_;  ///< Actors named beyond doubt, sorted.
  std::vector<std::pair<WordId, std::uint32_t>> bodies_of_;  ///< Words for bodies, with the states that they were named of.
  std::vector<WordId> persons_;  ///< Surnames of those whom a blocker names.
  std::vector<Step> scratch_;
  static constexpr std::size_t kMaxOwnAcronyms = 256;  ///< Every name asks all of them.
  std::vector<std::pair<WordId, AtomRange>> own_acronyms_;  ///< With the words that they stand for.
};

}  // namespace

DocumentNames find_names(const Reading& reading, const ContextRules& rules) { return NameFinder(reading, rules).find(); }

}  // namespace entente::internal
