#include "link/phrases.h"

#include <algorithm>
#include <array>

#include "link/phrase_words.h"

namespace entente::internal {

namespace {

constexpr std::uint32_t kMaxModifiers = 5;  ///< Words between an owner and its title or noun.

/// A small grammar over names, titles and nouns, read from left to right. It relies on order more than on the
/// tree, which is often wrong inside noun phrases; the tree decides only where order leaves a choice.
class PhraseParser : PhraseWords {
 public:
  PhraseParser(const Reading& reading, const DocumentNames& names) : PhraseWords(reading, names) {}

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
    if (k > at && has_one_country(at, k)) k = at;
    k = parse_owners(k, phrase.owners);
    note_determiner(at, first, phrase);
    const bool starts = !phrase.owners.empty();
    if (!starts && match_at(at) != kNone && !is_person(match_at(at))) return parse_led(at);
    const std::uint32_t modifiers = k;
    for (std::uint32_t j = k; j <= k + kMaxModifiers && j < limit_; ++j) {
      if (starts && joins_capitals(j, k)) continue;
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

  /// True if the title with the words before `after` is one that a single country has: "Assistant Secretary of State".
  bool has_one_country(std::uint32_t at, std::uint32_t after) const {
    PhraseTitle title;
    return match_title(at, title) > after && std::ranges::all_of(title.rows, [&](std::uint32_t row) { return lex_.title(row).countries.size() == 1; });
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
    while (before > first && (is(before - 1, WordClass::TitleModifier) || r_.upos(before - 1) == Upos::NUM)) --before;
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
    if (title_end > j && name_end > name_at && title_is_apt(phrase, j)) return add_titled(at, name_at, name_end, name_match, std::move(phrase));
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

  /// Weak titles ("chief", "secretary") need an owner before them or an "of" behind them.
  bool title_is_apt(const Phrase& phrase, std::uint32_t j) const {
    const Upos upos = r_.upos(phrase.title.atoms.last - 1);
    if (upos != Upos::NOUN && upos != Upos::PROPN && upos != Upos::ADJ) return false;
    const Token& last = r_.token(phrase.title.atoms.last - 1);
    if (upos == Upos::ADJ && last.deprel == Deprel::Amod && last.head != kNoToken && last.head > r_.atoms[phrase.title.atoms.last - 1].token &&
        r_.doc.tokens[last.head].upos == Upos::NOUN)
      return false;  // "China's official news agency"
    const bool weak = std::ranges::all_of(phrase.title.rows, [&](std::uint32_t row) { return lex_.title(row).weak; });
    return !weak || !phrase.owners.empty() || word(phrase.title.atoms.last, "of") || r_.atoms[j].capital;
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
    if (phrase.owners.empty() && word(name_end, "of")) name_end = parse_group_of(name_end, phrase);  // "Prime Minister Han of the Republic of Korea"
    if (!phrase.title.plural || !word(name_end, "and")) return finish(std::move(phrase), at, name_end);
    // "Presidents Bush and Putin": the title is shared.
    std::uint32_t other = kNone;
    const std::uint32_t second = name_end + 1, second_end = parse_name(second, other);
    if (second_end == second) return finish(std::move(phrase), at, name_end);
    Phrase next = phrase;
    finish(std::move(phrase), at, name_end);
    next.name = {second, second_end};
    next.match = other;
    return finish(std::move(next), second, second_end);
  }

  /// True if the title's office is named by the body that follows "to" or "for": "ambassador to", "envoy for".
  bool is_envoy(const PhraseTitle& title) const {
    return std::ranges::any_of(title.rows, [&](std::uint32_t row) {
      const std::string_view role = lex_.role_name(lex_.title(row).role);
      return role == "ambassador" || role == "envoy" || role == "permanent_representative" || role == "diplomat" || role == "delegate";
    });
  }

  /// Reads "of the Central Military Commission", "of China", "to Japan" behind a title or noun.
  std::uint32_t parse_tail(std::uint32_t end, Phrase& phrase) const {
    for (int steps = 0; steps < 4; ++steps) {
      const bool of = word(end, "of"), in = word(end, "in");
      const bool envoy = phrase.title.present() && is_envoy(phrase.title);
      // "minister for Europe", but "the minister for a while"
      const bool to = (envoy && (word(end, "to") || word(end, "for"))) || (word(end, "for") && end + 1 < limit_ && r_.atoms[end + 1].capital && r_.atoms[end - 1].capital);
      if (!(of || in || to)) return end;
      std::uint32_t k = end + 1, last = end, found = kNone;
      if (is(k, WordClass::Definite) || is(k, WordClass::Possessor)) ++k;
      std::uint32_t words = 0;
      for (; k < limit_ && words < 8; ++words) {
        const std::uint32_t match = match_at(k);
        if (match != kNone && is_person(match)) break;
        if (match != kNone) {
          if (found == kNone) found = match;
          k = names_.matches[match].atoms.last;
          last = k;
          if (r_.is_possessive_mark(k)) { ++k; continue; }
          if (word(k, "and") && match_at(k + 1) != kNone && is_owner(match) && is_owner(match_at(k + 1)) && (of || to) && phrase.owners.size() < 4) {
            if (to) phrase.inside.push_back(match);
            else if (phrase.title.plural && found == match) phrase.owners.push_back(match);
            found = match_at(++k);
            continue;
          }
        } else if (is_modifier(k) && !starts_person(k, end) && !(last == k && found != kNone && follows_organisation(k, found))) {
          last = ++k;
        } else break;
      }
      if (found == kNone && !of && !to) return end;
      if (last == end) return end;
      if (found != kNone && in && !names_organisation(found, last)) return end;
      // "the American secretary of state of Maine", "the Swiss president of the Council of States"
      const bool part = found == kNone ? r_.atoms[last - 1].capital : kind_of(found) == "region" || kind_of(found) == "city";
      if (of && !phrase.owners.empty() && part) phrase.title.regional = true;
      if (found != kNone) {
        if (to || (of && envoy && phrase.owners.size())) phrase.inside.push_back(found);
        else if (phrase.owners.empty() || phrase.title.plural) { if (is_owner(found)) phrase.owners.push_back(found); }
        else phrase.inside.push_back(found);
      }
      end = last;
    }
    return end;
  }

  /// True for a run of unknown capitalised words right behind a whole name: "Federal Security Service Alexander Bortnikov".
  bool follows_organisation(std::uint32_t k, std::uint32_t match) const {
    const AtomRange name = names_.matches[match].atoms;
    if (name.last != k || name.last - name.first < 2) return false;
    std::uint32_t end = k;
    while (end < limit_ && r_.atoms[end].capital && r_.upos(end) == Upos::PROPN && match_at(end) == kNone) ++end;
    return end - k >= 2 && end - k <= 4;
  }

  /// "in the State Duma", "in the Russian parliament", but not "in Moscow".
  bool names_organisation(std::uint32_t match, std::uint32_t last) const {
    const std::string& kind = kind_of(match);
    if (kind == "legislature" || kind == "ministry" || kind == "party" || kind == "government") return true;
    if (alias_kind(match) != AliasKind::Adjective) return false;
    for (std::uint32_t k = names_.matches[match].atoms.last; k < last; ++k)
      if (is(k, WordClass::PublicBody) || is(k, WordClass::GovernmentNoun) || is(k, WordClass::BodyNoun) || is(k, WordClass::OwnForce)) return true;
    return false;
  }

  /// True if the tree takes the word at `k` for the first of a person's name: "… Military Commission Fan Changlong".
  bool starts_person(std::uint32_t k, std::uint32_t after) const {
    if (k <= after + 1 || r_.upos(k) != Upos::PROPN || !r_.atoms[k].capital || k + 1 >= limit_) return false;
    if (match_at(k) != kNone && is_person(match_at(k))) return true;
    return r_.upos(k + 1) == Upos::PROPN && r_.token(k + 1).deprel == Deprel::Flat && r_.token(k + 1).head == r_.atoms[k].token;
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
    if (entry.makes == NounMakes::Nothing || (phrase.owners.empty() && entry.weak)) return at;
    if (r_.atoms[end - 1].capital && r_.is_possessive_mark(end) && entry.makes == NounMakes::People) return at;  // "Luhansk People's Republic"
    const bool inner_capital = r_.atoms[end - 1].capital && end - 1 > sentence_first_ && !r_.shouting[r_.sentence_at[r_.atoms[at].token]];
    if (phrase.owners.empty() && inner_capital && entry.makes == NounMakes::People) return at;  // "University of Washington"
    phrase.noun = noun;
    phrase.noun_atoms = {j, end};
    phrase.modifies = goes_on(end);
    if (phrase.modifies && (phrase.owners.empty() || entry.weak || entry.makes == NounMakes::People)) return phrase.owners.empty() ? end : at;
    if (phrase.owners.empty() && word(end, "of")) end = parse_group_of(end, phrase);
    return finish(std::move(phrase), at, end);
  }

  /// The name that stands at `at`, after an article, as an owner of its own; kNone if there is none.
  std::uint32_t owner_at(std::uint32_t at) const {
    if (is(at, WordClass::Definite)) ++at;
    const std::uint32_t match = match_at(at);
    if (match == kNone || !is_owner(match)) return kNone;
    const std::uint32_t last = names_.matches[match].atoms.last;
    if (r_.is_possessive_mark(last) || (last < limit_ && r_.atoms[last].joined)) return kNone;
    const bool goes_with_noun = alias_kind(match) == AliasKind::Adjective && r_.token(last - 1).deprel == Deprel::Amod && r_.token(last - 1).head > r_.atoms[last - 1].token;
    return goes_with_noun ? kNone : match;  // "leaders of the American business community"
  }

  /// "the government of Iraq", "officials of the IAEA", "ambassadors of France, Italy and Spain".
  std::uint32_t parse_group_of(std::uint32_t end, Phrase& phrase) const {
    const std::uint32_t first = owner_at(end + 1);
    if (first == kNone) return end;
    phrase.owners.push_back(first);
    const std::uint32_t alone = names_.matches[first].atoms.last;
    if (alone >= limit_ || r_.token(phrase.noun_atoms.last ? phrase.noun_atoms.last - 1 : end - 1).xpos == Xpos::NN) return alone;
    std::vector<std::uint32_t> more;
    for (std::uint32_t k = alone; word(k, ",") || word(k, "and");) {
      const bool last = word(k, "and") || word(k + 1, "and");
      const std::uint32_t next = owner_at(k + (word(k, ",") && word(k + 1, "and") ? 2 : 1));
      if (next == kNone) return alone;
      more.push_back(next);
      k = names_.matches[next].atoms.last;
      if (!last) continue;
      phrase.owners.insert(phrase.owners.end(), more.begin(), more.end());
      return k;
    }
    return alone;
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
    if (is_person(match)) {
      phrase.sort = PhraseSort::Person;
      phrase.name = names_.matches[match].atoms;
    }
    return finish(std::move(phrase), names_.matches[match].atoms.first, names_.matches[match].atoms.last);
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

  void join_appositions(std::uint32_t first) {
    for (std::uint32_t i = first; i + 1 < phrases_.size(); ++i) {
      Phrase &left = phrases_[i], &right = phrases_[i + 1];
      std::uint32_t gap = left.atoms.last;
      if (!word(gap, ",")) continue;
      ++gap;
      if (is(gap, WordClass::Definite) || word(gap, "a") || word(gap, "an")) ++gap;
      if (gap < limit_ && is(gap, WordClass::Possessor) && right.possessor == gap) ++gap;
      while (gap < right.atoms.first && is_modifier(gap)) ++gap;
      if (gap < right.atoms.first) gap = skip_ranks(gap);
      if (gap != right.atoms.first && right.atoms.first + 1 != gap) continue;
      const bool person_first = left.sort == PhraseSort::Person && right.sort == PhraseSort::Office;
      // A single unknown word may go on with the office: "minister of Education, Culture, …".
      const bool known = right.match != kNone || right.name.last - right.name.first > 1;
      const bool office_first = left.sort == PhraseSort::Office && right.sort == PhraseSort::Person && !right.title.present() && known;
      if (!person_first && !office_first) continue;
      const std::uint32_t after = right.atoms.last;
      const bool named = left.counterpart && after < limit_ && !r_.lemma_is(r_.atoms[after].token, WordClass::Say);  // "his Russian counterpart, X met"
      if (office_first && (left.title.plural || !(after >= limit_ || r_.atoms[after].mark || named))) continue;
      const bool closed = after >= limit_ || r_.atoms[after].mark || r_.upos(after) == Upos::SCONJ || r_.upos(after) == Upos::PRON || r_.upos(after) == Upos::AUX || r_.upos(after) == Upos::VERB || r_.upos(after) == Upos::ADP;
      if (!closed || (person_first && left.title.present() && !right.definite)) continue;
      (person_first ? right : left).same_as = person_first ? i : i + 1;
    }
  }

  std::uint32_t sentence_first_ = 0;
  std::vector<Phrase> phrases_;
};

}  // namespace

std::vector<Phrase> find_phrases(const Reading& reading, const DocumentNames& names) { return PhraseParser(reading, names).parse(); }

}  // namespace entente::internal
