#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "link/phrase_words.h"

namespace entente::internal {

/// What stands behind a title or a noun and tells whose it is: "of China", "to Japan", "in the State Duma".
class PhraseTails : protected PhraseWords {
 protected:
  using PhraseWords::PhraseWords;

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
      bool body = false;  // "of the Supreme Court of Sweden"
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
          const bool known = r_.atoms[k].capital || (is(k, WordClass::PublicBody) && !is(k, WordClass::GovernmentNoun));  // "the president of the court"
          body |= found == kNone && known && (is(k, WordClass::PublicBody) || is(k, WordClass::BodyNoun) || is(k, WordClass::PlaceNoun));
          last = ++k;
        } else if (found == kNone && last == k && joins_portfolios(k, phrase.title)) {
          ++k;
        } else break;
      }
      if (found == kNone && !of && !to) return end;
      if (last == end) return end;
      if (found != kNone && in && !names_organisation(found, last)) return end;
      // "the American secretary of state of Maine", "the Swiss president of the Council of States"
      const bool part = found == kNone ? r_.atoms[last - 1].capital : kind_of(found) == "region" || kind_of(found) == "city";
      if (of && ((!phrase.owners.empty() && part) || (body && !is_general(phrase.title)))) phrase.title.regional = true;
      if (found != kNone) {
        if (to || (of && envoy && phrase.owners.size())) phrase.inside.push_back(found);
        else if (phrase.owners.empty() || phrase.title.plural) { if (is_owner(found)) phrase.owners.push_back(found); }
        else phrase.inside.push_back(found);
      }
      end = last;
    }
    return end;
  }

  /// "and" in "Minister of Employment and Labour of South Korea".
  bool joins_portfolios(std::uint32_t k, const PhraseTitle& title) const {
    const bool minister = std::ranges::any_of(title.rows, [&](std::uint32_t row) { return lex_.role_name(lex_.title(row).role) == "minister"; });
    return minister && !title.plural && word(k, "and") && k + 1 < limit_ && r_.atoms[k + 1].capital && is_modifier(k + 1) && match_at(k + 1) == kNone;
  }

  /// True for a title that is an office of the state whatever body it is named after: "Vice Premier of the State Council".
  bool is_general(const PhraseTitle& title) const {
    return std::ranges::none_of(title.rows, [&](std::uint32_t row) { return lex_.role_name(lex_.title(row).role) == "head_of_state"; });
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

  /// The name that stands at `at`, after an article, as an owner of its own; kNone if there is none.
  std::uint32_t owner_at(std::uint32_t at) const {
    if (is(at, WordClass::Definite)) ++at;
    const std::uint32_t match = match_at(at);
    if (match == kNone || !is_owner(match)) return kNone;
    const std::uint32_t last = names_.matches[match].atoms.last;
    if (r_.is_possessive_mark(last) || goes_on(last)) return kNone;  // "families of U.S. officials"
    const bool goes_with_noun = alias_kind(match) == AliasKind::Adjective && r_.token(last - 1).deprel == Deprel::Amod && r_.token(last - 1).head > r_.atoms[last - 1].token;
    return goes_with_noun ? kNone : match;  // "leaders of the American business community"
  }

  /// True for "from" behind a noun that says where somebody comes from, not from where he goes: "officials from Japan",
  /// but not "pulled its troops from Japan".
  bool is_origin(std::uint32_t at) const {
    const std::uint32_t match = word(at, "from") ? owner_at(at + 1) : kNone;
    if (match == kNone) return false;
    const std::uint32_t noun = r_.atoms[at - 1].token, name = r_.atoms[names_.matches[match].atoms.last - 1].token;
    const std::uint32_t up = r_.doc.tokens[noun].head, over_name = r_.doc.tokens[name].head;
    const bool subject = base_of(r_.doc.tokens[noun].deprel) == Deprel::Nsubj;
    if (!subject && up != kNoToken && r_.lemma_is(up, WordClass::Motion)) return false;
    return over_name == noun || (over_name == up && up != kNoToken && (r_.lemma_is(up, WordClass::Meet) || r_.lemma_is(up, WordClass::Act)));
  }

  /// "the government of Iraq", "officials from the IAEA", "ambassadors of France, Italy and Spain".
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

  /// The names of states and of places in them that stand behind a noun and say where it is at home: "in northern India",
  /// "in the town of Smardan, Romania", "in Chad and Niger". Empty if what stands there is no place of a state.
  std::vector<std::uint32_t> homes_behind(std::uint32_t end) const {
    std::vector<std::uint32_t> homes;
    if (!is(end, WordClass::HomePreposition) && !word(end, "of")) return homes;
    std::uint32_t at = end + 1;
    for (;;) {
      const std::uint32_t match = place_at(at, homes.empty() ? kHomeReach : 2);
      if (match == kNone) return homes;
      homes.push_back(match);
      at = names_.matches[match].atoms.last;
      if (!(word(at, "and") || (word(at, ",") && homes.size() + 1 < kMaxHomes))) return homes;
      at += word(at, ",") && word(at + 1, "and") ? 2 : 1;
    }
  }

 private:
  static constexpr std::uint32_t kHomeReach = 6;  ///< Words between "in" and the name: "the restive northern province of".
  static constexpr std::size_t kMaxHomes = 4;

  /// The name of a state or a place that begins within `reach` words and ends its noun phrase, or has only a word for a
  /// place behind it ("the Iraqi capital"); kNone if there is none.
  std::uint32_t place_at(std::uint32_t at, std::uint32_t reach) const {
    for (const std::uint32_t stop = at + reach; at < stop && at < limit_; ++at) {
      const std::uint32_t match = match_at(at);
      if (match != kNone) return is_home(match) ? match : kNone;
      const bool unknown_town = r_.upos(at) == Upos::PROPN && r_.atoms[at].capital;
      const bool passed = is(at, WordClass::Definite) || is(at, WordClass::PlaceNoun) || word(at, "of") || unknown_town || (word(at, ",") && r_.atoms[at - 1].capital);
      if (!passed && !(is_modifier(at) && r_.upos(at) == Upos::ADJ)) return kNone;
    }
    return kNone;
  }

  bool is_home(std::uint32_t match) const {
    const std::string& kind = kind_of(match);
    if (kind != "state" && kind != "territory" && kind != "region" && kind != "city") return false;
    const std::uint32_t last = names_.matches[match].atoms.last;
    if (last >= limit_) return true;
    if (r_.atoms[last].joined) return false;                    // "US-led"
    if (r_.is_possessive_mark(last)) return is(last + 1, WordClass::PlaceNoun);  // "India's capital", but "Israel's prisons"
    const bool modifies = alias_kind(match) == AliasKind::Adjective || (r_.token(last - 1).deprel == Deprel::Compound && r_.token(last - 1).head >= r_.atoms[last].token);
    return !modifies || is(last, WordClass::PlaceNoun) || (is_modifier(last) && is(last + 1, WordClass::PlaceNoun));
  }
};

}  // namespace entente::internal
