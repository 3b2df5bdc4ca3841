#include "link/phrases.h"

#include <algorithm>

#include "link/phrase_titles.h"

namespace entente::internal {

namespace {

constexpr std::uint32_t kMaxModifiers = 5;  ///< Words between an owner and its title or noun.

/// A small grammar over names, titles and nouns, read from left to right. It relies on order more than on the
/// tree, which is often wrong inside noun phrases; the tree decides only where order leaves a choice.
class PhraseParser : PhraseTitles {
 public:
  PhraseParser(const Reading& reading, const DocumentNames& names) : PhraseTitles(reading, names) {}

  std::vector<Phrase> parse() {
    for (const AtomRange& sentence : r_.sentences) {
      limit_ = sentence.last;
      sentence_first_ = sentence.first;
      const auto first = static_cast<std::uint32_t>(phrases_.size());
      for (std::uint32_t at = sentence.first; at < sentence.last;) at = parse_at(at, sentence.first);
      join_appositions(first);
    }
    return std::move(phrases_);
  }

 private:
  std::uint32_t parse_at(std::uint32_t at, std::uint32_t first) {
    if (r_.atoms[at].mark || r_.is_possessive_mark(at)) return at + 1;
    if (const std::uint32_t end = parse_long(at, first); end > at) return end;
    const std::uint32_t match = match_at(at);
    if (match != kNone) return add_name(match);
    return at + 1;
  }

  /// Phrases with a title, a noun or a person's name.
  std::uint32_t parse_long(std::uint32_t at, std::uint32_t first) {
    Phrase phrase;
    std::uint32_t k = skip_flags(at, phrase.title);
    if (k < limit_ && k > at && r_.atoms[k].mark) return at;
    if (k > at && (has_one_country(at, k) || has_noun(at, k))) k = at;
    else k = long_title_in(at, k);
    k = parse_owners(k, phrase.owners);
    note_determiner(at, first, phrase);
    const bool starts = !phrase.owners.empty();
    if (!starts && match_at(at) != kNone && !is_person(match_at(at))) return parse_led(at);
    const std::uint32_t modifiers = k;
    for (std::uint32_t j = k; j <= k + kMaxModifiers && j < limit_; ++j) {
      if (starts && joins_capitals(j, k)) continue;
      if (names_no_actor(j)) break;
      if (const std::uint32_t end = parse_core(at, j, modifiers, phrase); end > at) return end;
      if (!starts && !is_leading_modifier(j)) break;
      if (starts && (!is_modifier(j) || (match_at(j) != kNone && is_person(match_at(j))))) break;
      if (is(j, WordClass::Former)) phrase.title.former = true;
      if (is(j, WordClass::Deputy)) phrase.title.deputy = true;
      if (is(j, WordClass::Acting)) phrase.title.acting = true;
      if (is(j, WordClass::NextWord) || is(j, WordClass::Elect)) phrase.title.elect = true;
    }
    if (phrase.owners.size() == 1 && k > at) return parse_led(at);
    return phrase.owners.empty() ? parse_person(at) : at;
  }

  /// "and" inside a proper name: "Ukrainian Fuel and Energy Minister".
  bool joins_capitals(std::uint32_t at, std::uint32_t first) const {
    return at > first && at + 1 < limit_ && (word(at, "and") || word(at, "&")) && r_.atoms[at - 1].capital && r_.atoms[at + 1].capital &&
           match_at(at - 1) == kNone && match_at(at + 1) == kNone && is_modifier(at + 1);
  }

  /// Without an owner only words that go with titles may stand before one.
  bool is_leading_modifier(std::uint32_t at) const { return is(at, WordClass::TitleModifier) || is(at, WordClass::Former) || is(at, WordClass::Deputy) || is(at, WordClass::Acting) || is(at, WordClass::FormerTime); }

  void note_determiner(std::uint32_t at, std::uint32_t first, Phrase& phrase) const {
    std::uint32_t before = at;
    while (before > first && at - before < kMaxFlags && (is(before - 1, WordClass::TitleModifier) || r_.upos(before - 1) == Upos::NUM)) --before;
    if (before == first) return;
    if (is(before - 1, WordClass::Definite)) phrase.definite = true;
    if (is(before - 1, WordClass::Possessor)) { phrase.definite = true; phrase.possessor = before - 1; }
  }

  /// A title, noun or "counterpart" at `j`. Gives the end of the phrase, or `at` if there is none here.
  std::uint32_t parse_core(std::uint32_t at, std::uint32_t j, std::uint32_t modifiers, const Phrase& start) {
    Phrase phrase = start;
    phrase.adjective = {modifiers, j};
    if (is(j, WordClass::Counterpart)) return add_counterpart(at, j, std::move(phrase));
    std::uint32_t noun = kNone;
    const std::uint32_t noun_end = match_noun(j, noun);
    const std::uint32_t title_end = match_title(j, phrase.title);
    std::uint32_t name_match = kNone;
    const std::uint32_t name_at = title_end > j ? skip_ranks(title_end) : j;
    const std::uint32_t name_end = title_end > j && !(phrase.title.plural && noun_end == title_end) ? parse_name(name_at, name_match) : name_at;
    if (title_end > j && name_end > name_at && name_end > noun_end && title_is_apt(phrase, j)) return add_titled(at, name_at, name_end, name_match, std::move(phrase));
    if (noun_end > j && noun_end >= title_end && !(phrase.owners.size() && titled_behind(noun_end))) return add_group(at, j, noun_end, noun, std::move(phrase));
    if (title_end > j && !phrase.definite && r_.atoms[j].capital && word(title_end, "and"))
      if (const std::uint32_t end = add_double_title(at, title_end + 1, phrase); end > at) return end;
    if (title_end > j && title_is_apt(phrase, j)) return add_office(at, title_end, std::move(phrase));
    return at;
  }

  /// "Vice Prime Minister and Labor Party leader Shimon Peres": one person with two titles.
  std::uint32_t add_double_title(std::uint32_t at, std::uint32_t from, const Phrase& phrase) {
    for (std::uint32_t k = from; k < from + 4 && k < limit_; ++k) {
      PhraseTitle second;
      const std::uint32_t end = match_title(k, second);
      std::uint32_t match = kNone;
      const std::uint32_t name_at = end > k ? skip_ranks(end) : k, name_end = end > k && !second.plural ? parse_name(name_at, match) : name_at;
      if (name_end > name_at) return add_titled(at, name_at, name_end, match, phrase);
      if (!is_modifier(k) || match_at(k) != kNone) return at;
    }
    return at;
  }

  /// "Israeli police spokesman Micky Rosenfeld": the noun goes with the title behind it.
  bool titled_behind(std::uint32_t at) const {
    PhraseTitle title;
    const std::uint32_t end = match_title(at, title);
    std::uint32_t match = kNone;
    return end > at && !title.plural && (r_.upos(end - 1) == Upos::NOUN || r_.upos(end - 1) == Upos::PROPN) && parse_name(skip_ranks(end), match) > skip_ranks(end);
  }

  /// Whether the office is one of a state, of a part of it, or of a body outside it.
  void place_office(PhraseTitle& title, const Phrase& phrase, std::uint32_t at, std::uint32_t end) const {
    for (std::uint32_t k = at; k < end; ++k) {
      const bool name = k >= phrase.name.first && k < phrase.name.last;
      if (!name && r_.atoms[k].capital && is(k, WordClass::PrivateBody) && match_over(k) == kNone) title.outside = true;
    }
    if (phrase.owners.empty()) return;
    const std::string& kind = kind_of(phrase.owners[0]);
    title.regional |= kind == "region" || kind == "city";
  }

  std::uint32_t finish(Phrase phrase, std::uint32_t at, std::uint32_t end) {
    if (phrase.title.present()) place_office(phrase.title, phrase, at, end);
    phrase.atoms = {at, end};
    phrases_.push_back(std::move(phrase));
    return end;
  }

  std::uint32_t add_counterpart(std::uint32_t at, std::uint32_t j, Phrase phrase) {
    if (phrase.owners.empty() && phrase.possessor == kNone && !phrase.definite && !r_.is_possessive_mark(at ? at - 1 : 0)) return at;
    phrase.counterpart = true;
    phrase.sort = PhraseSort::Office;
    phrase.title = {};
    const std::uint32_t begin = phrase.possessor != kNone ? phrase.possessor : at;
    std::uint32_t end = j + 1, match = kNone;
    const std::uint32_t name_at = skip_ranks(end);
    const std::uint32_t name_end = parse_name(name_at, match);
    if (name_end > name_at) {
      phrase.sort = PhraseSort::Person;
      phrase.name = {name_at, name_end};
      phrase.match = match;
      end = name_end;
    } else if (word(end, "from") || word(end, "in")) {
      std::uint32_t k = end + 1;
      if (word(k, "the")) ++k;
      if (phrase.owners.empty() && match_at(k) != kNone && is_owner(match_at(k))) {
        phrase.owners.push_back(match_at(k));
        end = names_.matches[match_at(k)].atoms.last;
        while (word(end, ",") || word(end, "and")) {  // "his counterparts from France, Italy and Spain"
          const std::uint32_t next = end + 1 + (word(end, ",") && word(end + 1, "and"));
          if (r_.token(j).xpos != Xpos::NNS || match_at(next) == kNone || !is_owner(match_at(next))) break;
          phrase.owners.push_back(match_at(next));
          end = names_.matches[match_at(next)].atoms.last;
        }
      }
    }
    return finish(std::move(phrase), begin, end);
  }

  std::uint32_t add_titled(std::uint32_t at, std::uint32_t name_at, std::uint32_t name_end, std::uint32_t match, Phrase phrase) {
    phrase.sort = PhraseSort::Person;
    phrase.name = {name_at, name_end};
    phrase.match = match;
    const bool owned = !phrase.owners.empty();
    Phrase next = phrase;
    if (!owned && word(name_end, "of")) name_end = parse_group_of(name_end, phrase);  // "Prime Minister Han of the Republic of Korea"
    if (!phrase.title.plural || !word(name_end, "and")) return finish(std::move(phrase), at, name_end);
    // "Presidents Bush and Putin", "Presidents Vladimir Putin of Russia and Alexander Lukashenko of Belarus": the title is shared.
    std::uint32_t other = kNone;
    const std::uint32_t second = name_end + 1;
    std::uint32_t second_end = parse_name(second, other);
    if (second_end == second) return finish(std::move(phrase), at, name_end);
    finish(std::move(phrase), at, name_end);
    next.name = {second, second_end};
    next.match = other;
    if (!owned && word(second_end, "of")) second_end = parse_group_of(second_end, next);
    return finish(std::move(next), second, second_end);
  }

  std::uint32_t add_office(std::uint32_t at, std::uint32_t title_end, Phrase phrase) {
    phrase.sort = PhraseSort::Office;
    if (is(title_end, WordClass::TitleStop) || goes_on(title_end)) {
      if (phrase.owners.empty()) return title_end;
      phrase.modifies = true;
      return finish(std::move(phrase), at, title_end);
    }
    std::uint32_t end = title_end;
    if (r_.atoms[title_end - 1].token + 1 < r_.doc.tokens.size() && title_end < limit_ && r_.atoms[title_end].joined) ++end;  // "president-elect"
    if (end > title_end && is(title_end, WordClass::Elect)) phrase.title.elect = true;
    end = parse_tail(end, phrase);
    std::uint32_t match = kNone;
    const std::uint32_t name_at = skip_ranks(end), name_end = end > title_end ? parse_name(name_at, match) : name_at;
    if (name_end > name_at) return add_titled(at, name_at, name_end, match, std::move(phrase));
    return finish(std::move(phrase), at, end);
  }

  /// "Tamaulipas state", "the Mexican state of Oaxaca": a part of a country, no government.
  bool is_region(const Phrase& phrase, std::uint32_t j, std::uint32_t end) const {
    if (end != j + 1 || !word(j, "state") || phrase.owners.empty()) return false;
    const std::string& kind = kind_of(phrase.owners[0]);
    return kind == "region" || kind == "city" || word(end, "of");
  }

  /// "Moscow State Institute", "Energy Information Administration": a noun inside a longer proper name of something unknown.
  bool names_institution(std::uint32_t at, std::uint32_t j, std::uint32_t end) const {
    if (!r_.atoms[end - 1].capital || r_.shouting[r_.sentence_at[r_.atoms[at].token]]) return false;
    for (std::uint32_t k = end; k < end + 3 && k < limit_ && r_.atoms[k].capital && match_at(k) == kNone; ++k)
      if (is(k, WordClass::PrivateBody)) return true;
    const auto unknown = [&](std::uint32_t k) { return k >= sentence_first_ + 1 && r_.atoms[k].capital && r_.upos(k) == Upos::PROPN && match_over(k) == kNone && !lex_.is_given_name(r_.atoms[k].word); };
    const auto capital = [&](std::uint32_t k) { return r_.atoms[k].capital && match_over(k) == kNone; };
    // "National Oceanic and Atmospheric Administration"
    if (at == j && at >= sentence_first_ + 3 && capital(at - 1) && word(at - 2, "and") && capital(at - 3)) return true;
    return at == j && at >= sentence_first_ + 2 && unknown(at - 1) && unknown(at - 2);
  }

  std::uint32_t add_group(std::uint32_t at, std::uint32_t j, std::uint32_t noun_end, std::uint32_t noun, Phrase phrase) {
    phrase.sort = PhraseSort::Group;
    phrase.title = {};
    std::uint32_t end = noun_end;
    // A longer chain of nouns ends in the one that counts: "US army helicopters".
    for (std::uint32_t k = end; k < end + 3 && k < limit_ && goes_on(k); ++k) {
      std::uint32_t later = kNone;
      const std::uint32_t later_end = match_noun(k, later);
      if (later_end > k && !goes_on(later_end)) { noun = later; j = k; end = later_end; break; }
      if (!is_modifier(k)) break;
    }
    const NounEntry& entry = lex_.noun(noun);
    if (r_.atoms[end - 1].capital && is(end - 1, WordClass::PrivateBody) && !r_.shouting[r_.sentence_at[r_.atoms[at].token]]) return at;  // "Mosul University"
    if (entry.makes == NounMakes::Nothing || is_region(phrase, j, end) || names_institution(at, j, end)) return at;
    if (r_.atoms[end - 1].capital && r_.is_possessive_mark(end) && entry.makes == NounMakes::People) return at;  // "Luhansk People's Republic"
    phrase.noun = noun;
    phrase.noun_atoms = {j, end};
    phrase.modifies = goes_on(end);
    phrase.ethnic = is_ethnic(at);
    if (!phrase.owners.empty()) {
      if (phrase.modifies && (entry.weak || entry.makes == NounMakes::People)) return at;
      if (phrase.ethnic) phrase.homes = homes_behind(end);
      return finish(std::move(phrase), at, end);
    }
    const bool inner_capital = r_.atoms[end - 1].capital && end - 1 > sentence_first_ && !r_.shouting[r_.sentence_at[r_.atoms[at].token]];
    if (inner_capital && entry.weak) return at;  // "Liberal Party of Canada"
    const std::uint32_t told = phrase.modifies ? end : tell_owner(end, entry, phrase);
    const bool follows = is(end - 1, WordClass::Follower) && word(end, "of");  // "supporters of President X"
    if (entry.weak && phrase.owners.empty() && phrase.homes.empty() && !follows) return at;
    if (inner_capital && entry.makes == NounMakes::People) return at;  // "University of Washington"
    return phrase.modifies ? end : finish(std::move(phrase), at, told);
  }

  bool is_ethnic(std::uint32_t at) const { return at > sentence_first_ && is(at - 1, WordClass::Ethnic); }

  /// Whose a noun is that has no owner before it, by what stands behind it. Gives the end of the phrase.
  std::uint32_t tell_owner(std::uint32_t end, const NounEntry& noun, Phrase& phrase) const {
    const bool moved = lex_.catalogue().actor_nouns()[noun.row].noun_class == "civilian";  // "hostages from Gaza" were there
    const std::uint32_t last = (word(end, "of") && (!noun.weak || noun.home)) || (!moved && is_origin(end)) ? parse_group_of(end, phrase) : end;
    if (last == end && noun.home && phrase.possessor == kNone) phrase.homes = homes_behind(end);
    return last;
  }

  /// "US-led coalition". Elsewhere a name that stands alone.
  std::uint32_t parse_led(std::uint32_t at) {
    const std::uint32_t match = match_at(at);
    if (match == kNone || !is_owner(match)) return at;
    const std::uint32_t led = names_.matches[match].atoms.last;
    if (!is(led, WordClass::Led) || !r_.atoms[led].joined) return at;
    for (std::uint32_t k = led + 1; k < led + 5 && k < limit_; ++k) {
      if (is(k, WordClass::LedNoun) && !goes_on(k + 1)) {
        Phrase phrase;
        phrase.led = true;
        phrase.match = match;
        phrase.sort = PhraseSort::Name;
        return finish(std::move(phrase), at, k + 1);
      }
      if (!is_modifier(k)) break;
    }
    return at;
  }

  std::uint32_t add_name(std::uint32_t match) {
    Phrase phrase;
    phrase.match = match;
    const std::uint32_t at = names_.matches[match].atoms.first, end = names_.matches[match].atoms.last;
    phrase.ethnic = is_ethnic(at);
    // "the Albanians of southern Serbia"
    if (phrase.ethnic || (alias_kind(match) == AliasKind::DemonymPl && word(end, "of"))) phrase.homes = homes_behind(end);
    if (is_person(match)) {
      phrase.sort = PhraseSort::Person;
      phrase.name = names_.matches[match].atoms;
    }
    return finish(std::move(phrase), at, end);
  }

  /// A run of capitalised words that may name a person whom no table knows.
  std::uint32_t parse_person(std::uint32_t at) {
    if (match_at(at) != kNone && !is_person(match_at(at))) return at;
    Phrase phrase;
    const std::uint32_t name_at = at;
    const std::uint32_t end = parse_name(name_at, phrase.match);
    if (end == name_at) return at;
    if (phrase.match == kNone && std::ranges::none_of(r_.atoms.begin() + name_at, r_.atoms.begin() + end,
                                                      [&](const Atom& a) { return r_.doc.tokens[a.token].upos == Upos::PROPN; }))
      return at;
    phrase.sort = PhraseSort::Person;
    phrase.name = {name_at, end};
    if (is(end, WordClass::GovernmentNoun) && !r_.atoms[end].joined && !goes_on(end + 1)) {  // "the Bush administration"
      const std::uint32_t noun_end = match_noun(end, phrase.noun);
      if (noun_end > end) phrase.noun_atoms = {end, noun_end};
      return finish(std::move(phrase), at, std::max(end, noun_end));
    }
    return finish(std::move(phrase), at, end);
  }

  // ---- appositions: "Sergei Lavrov, Russia's foreign minister," and the other way round

  /// True if only a comma, an article and words that go with titles stand between the two.
  bool only_comma_between(const Phrase& left, const Phrase& right) const {
    std::uint32_t gap = left.atoms.last;
    if (!word(gap, ",")) return false;
    ++gap;
    if (is(gap, WordClass::Definite) || word(gap, "a") || word(gap, "an")) ++gap;
    if (gap < limit_ && is(gap, WordClass::Possessor) && right.possessor == gap) ++gap;
    while (gap < right.atoms.first && is_modifier(gap)) ++gap;
    if (gap < right.atoms.first) gap = skip_ranks(gap);
    return gap == right.atoms.first || right.atoms.first + 1 == gap;
  }

  /// "Russia's foreign minister, Sergei Lavrov," with nothing behind that would go on with the office.
  bool names_holder(const Phrase& office, const Phrase& person) const {
    // A single word that is nobody's family name may go on with the office: "minister of Education, Culture, …".
    const bool known = person.match != kNone || person.name.last - person.name.first > 1 || !lex_.persons_named(r_.atoms[person.name.first].word).empty();
    if (office.sort != PhraseSort::Office || person.sort != PhraseSort::Person || !is_rank_at_most(person.title) || !known || office.title.plural) return false;
    const std::uint32_t after = person.atoms.last;
    if (after >= limit_ || r_.atoms[after].mark) return true;
    const bool met = office.counterpart && !r_.lemma_is(r_.atoms[after].token, WordClass::Say);  // "his Russian counterpart, X met"
    return met && may_follow_apposition(after);
  }

  bool names_office(const Phrase& person, const Phrase& office) const {
    if (office.counterpart && r_.token(office.atoms.last - 1).xpos == Xpos::NNS) return false;  // "Putin, his French and German counterparts"
    if (person.sort != PhraseSort::Person || office.sort != PhraseSort::Office || (person.title.present() && !office.definite)) return false;
    if (office.atoms.last >= limit_ || r_.atoms[office.atoms.last].mark) return true;
    return may_follow_apposition(office.atoms.last) && !is_subject(office);
  }

  /// "During talks with Bashar al-Assad, the president of Russia said": no comma closes it, and the tree has it for what the verb wants.
  bool is_subject(const Phrase& phrase) const {
    return base_of(r_.doc.tokens[r_.head_of(r_.tokens(phrase.atoms))].deprel) == Deprel::Nsubj;
  }

  bool may_follow_apposition(std::uint32_t at) const {
    const Upos upos = r_.upos(at);
    return r_.atoms[at].mark || upos == Upos::SCONJ || upos == Upos::PRON || upos == Upos::AUX || upos == Upos::VERB || upos == Upos::ADP;
  }

  void join_appositions(std::uint32_t first) {
    for (std::uint32_t i = first; i + 1 < phrases_.size(); ++i) {
      Phrase &left = phrases_[i], &right = phrases_[i + 1];
      if (!only_comma_between(left, right)) continue;
      if (names_office(left, right)) right.same_as = i;
      else if (names_holder(left, right)) left.same_as = i + 1;
    }
  }

  std::uint32_t sentence_first_ = 0;
  std::vector<Phrase> phrases_;
};

}  // namespace

std::vector<Phrase> find_phrases(const Reading& reading, const DocumentNames& names) { return PhraseParser(reading, names).parse(); }

}  // namespace entente::internal
