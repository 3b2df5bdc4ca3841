#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "clause/drafts.h"
#include "clause/links.h"

namespace entente::internal {

namespace {

/// Finds, for every word, the clause that reports it.
class Attributor {
 public:
  Attributor(const Trees& trees, Drafts& drafts)
      : trees_(trees), drafts_(drafts), content_(drafts.at.size(), kNoClause), outer_(drafts.at.size(), kNoClause),
        inner_(drafts.at.size(), kNoClause), inserted_(drafts.at.size(), false) {}

  void run() {
    for (std::uint32_t i = 0; i < drafts_.list.size(); ++i) mark_content(i);
    spread();
    for (Draft& draft : drafts_.list)
      if (draft.sort != Sort::Name) set_said_in(draft);
    follow_quotations();
  }

 private:
  void report(std::uint32_t token, std::uint32_t reporter) {
    if (content_[token] == kNoClause) content_[token] = reporter;
    drafts_.list[reporter].clause.reporting = true;
  }

  void mark_content(std::uint32_t index) {
    const Draft& draft = drafts_.list[index];
    const std::uint32_t token = draft.clause.predicate;
    if (draft.sort == Sort::According) return mark_according(index);
    const LemmaClasses classes = trees_.lexicon().find(draft.clause.lemma).classes;
    if (draft.sort == Sort::Name || draft.sort == Sort::Copula || !(says_with_attribute(draft) || classes.reports() || trees_.entry(token).classes.reports())) return;
    if (drafts_.at[token] != index) return;
    if (classes.has(LemmaClass::FactVerb)) mark_named_events(index, draft);
    bool found = false;
    for (const std::uint32_t c : trees_.children(token))
      if (is_content(draft, classes, c)) { report(c, index); found = true; }
    if (!found) found = mark_direct_speech(index, draft);
    if (!found) mark_inserted(index, draft);
  }

  /// "emphasized the response to Russia's invasion": the event is told by who names it, though the verb tells no clause.
  void mark_named_events(std::uint32_t index, const Draft& draft) {
    if (draft.sort != Sort::Verbal || draft.passive) return;
    for (const std::uint32_t c : trees_.children(draft.clause.predicate))
      if (trees_.deprel(c) == Deprel::Obj && content_[c] == kNoClause) content_[c] = index;
  }

  /// "make clear", whose adjective says that it reports.
  bool says_with_attribute(const Draft& draft) const {
    const Argument* attribute = first_of(draft.clause, Role::Attribute);
    if (!attribute || draft.sort != Sort::Verbal) return false;
    return trees_.lexicon().find(draft.clause.lemma + ' ' + std::string(trees_.lemma(attribute->head))).classes.reports();
  }

  bool is_content(const Draft& draft, const LemmaClasses& classes, std::uint32_t child) const {
    const Draft* inner = drafts_.find(child);
    switch (trees_.deprel(child)) {
      case Deprel::Ccomp: return true;
      case Deprel::Xcomp: return draft.passive || classes.has(LemmaClass::ReportClaim);
      case Deprel::Acl: return draft.sort == Sort::Event && inner && inner->has_subject && mark_of(trees_, child) != kNoToken;
      case Deprel::Advcl: case Deprel::Obl: {
        if (!classes.has(LemmaClass::ReportClaim) || !inner) return false;
        const std::uint32_t mark = mark_of(trees_, child);
        return mark != kNoToken && trees_.lexicon().takes(PrepositionTable::PatientActs, draft.clause.lemma, trees_.lemma(mark));
      }
      default: return false;
    }
  }

  /// "Chile signed a treaty; Mali agreed to a border": a semicolon parts what two say of themselves.
  bool has_semicolon_between(std::uint32_t a, std::uint32_t b) const {
    const auto [first, last] = std::minmax(a, b);
    for (std::uint32_t t = first + 1; t < last; ++t)
      if (trees_.lemma(t) == ";") return true;
    return false;
  }

  /// "He said: we will leave": what is said hangs beside the verb.
  bool mark_direct_speech(std::uint32_t index, const Draft& draft) {
    const std::uint32_t token = draft.clause.predicate;
    if (draft.sort != Sort::Verbal || has_role(draft.clause, Role::Patient)) return false;
    for (const std::uint32_t c : trees_.children(token))
      if (trees_.deprel(c) == Deprel::Parataxis && drafts_.at[c] != kNoClause && !trees_.entry(c).classes.reports() && !has_semicolon_between(token, c)) {
        report(c, index);
        return true;
      }
    return false;
  }

  /// "Iran, the ministry said, will leave", "as the ministry said": the speaker stands inside what is said.
  void mark_inserted(std::uint32_t index, const Draft& draft) {
    const std::uint32_t token = draft.clause.predicate, head = trees_.head(token);
    if (draft.sort != Sort::Verbal || head == kNoToken || drafts_.at[head] == kNoClause) return;
    const std::uint32_t mark = mark_of(trees_, token);
    const bool as = trees_.deprel(token) == Deprel::Advcl && mark != kNoToken && trees_.lemma(mark) == "as";
    const bool tail = trees_.deprel(token) == Deprel::Conj && draft.has_subject && !trees_.has_child(token, Deprel::Cc) &&
                      first_of(draft.clause, Role::Agent) && first_of(draft.clause, Role::Agent)->head > token;
    if ((!as && !tail && trees_.deprel(token) != Deprel::Parataxis) || has_role(draft.clause, Role::Patient)) return;
    if (!as && has_semicolon_between(head, token)) return;
    if (drafts_.list[drafts_.at[head]].sort == Sort::Verbal && trees_.entry(head).classes.reports() && trees_.has_child(head, Deprel::Ccomp)) return;
    report(head, index);
    inserted_[token] = true;
  }

  /// "…, according to the ministry": reports the clause that the phrase hangs in.
  void mark_according(std::uint32_t index) {
    std::uint32_t up = trees_.head(trees_.head(drafts_.list[index].clause.predicate));
    while (up != kNoToken && (drafts_.at[up] == kNoClause || drafts_.list[drafts_.at[up]].sort == Sort::According)) up = trees_.head(up);
    if (up != kNoToken) report(up, index);
  }

  void spread() {
    for (const std::uint32_t t : trees_.top_down()) {
      const std::uint32_t head = trees_.head(t);
      if (head != kNoToken) outer_[t] = inserted_[t] ? outer_[head] : inner_[head];
      inner_[t] = content_[t] != kNoClause ? content_[t] : outer_[t];
    }
  }

  void set_said_in(Draft& draft) {
    const std::uint32_t reporter = inner_[draft.clause.predicate];
    if (reporter == kNoClause || drafts_.list[reporter].clause.predicate == draft.clause.predicate) return;
    if (draft.sort == Sort::According) return;
    draft.clause.said_in = reporter;
  }

  /// Who speaks in a sentence: the reporter of its root, or the root if it reports.
  std::optional<std::uint32_t> speaker_of(const Sentence& sentence) const {
    for (std::uint32_t t = sentence.tokens.first; t < sentence.tokens.last; ++t) {
      if (trees_.head(t) != kNoToken) continue;
      if (inner_[t] != kNoClause) return inner_[t];
      if (drafts_.at[t] != kNoClause && drafts_.list[drafts_.at[t]].clause.reporting) return drafts_.at[t];
    }
    return std::nullopt;
  }

  /// Sentences inside one quotation, or wholly quoted right after it, are the words of its speaker.
  void follow_quotations() {
    std::uint32_t speaker = kNoClause, next = 0, paragraph = 0;
    bool open = false;
    for (const Sentence& sentence : trees_.doc().sentences) {
      // A mark that is never closed ends with its paragraph, unless the next one goes on with a mark of its own.
      if (sentence.paragraph != paragraph && !is_wholly_quoted(sentence)) open = false;
      paragraph = sentence.paragraph;
      const bool began_open = open;
      const bool quoted = scan_quotes(sentence, open);
      const auto own = speaker_of(sentence);
      std::uint32_t past = next;
      while (past < by_token_.size() && drafts_.list[by_token_[past]].clause.predicate < sentence.tokens.last) ++past;
      if (own) speaker = quoted || began_open || open ? *own : kNoClause;
      else if (speaker == kNoClause || !(began_open || is_wholly_quoted(sentence))) speaker = kNoClause;
      else attribute_sentence(next, past, speaker);
      next = past;
    }
  }

  /// Tells if there is a quotation mark in the sentence, and keeps track of whether one is open.
  bool scan_quotes(const Sentence& sentence, bool& open) const {
    bool found = false;
    for (std::uint32_t t = sentence.tokens.first; t < sentence.tokens.last; ++t) {
      const auto mark = quote_at(t, open);
      if (!mark) continue;
      open = *mark;
      found = true;
    }
    return found;
  }

  /// True for an opening mark, false for a closing one; nullopt for any other word.
  std::optional<bool> quote_at(std::uint32_t token, bool open) const {
    const std::string_view form = trees_.form(token);
    if (form == "\xE2\x80\x9C" || form == "``") return true;
    if (form == "\xE2\x80\x9D" || form == "''") return false;
    if (form == "\"") return !open;
    return std::nullopt;
  }

  bool is_wholly_quoted(const Sentence& sentence) const {
    return quote_at(sentence.tokens.first, false) == std::optional(true);
  }

  void attribute_sentence(std::uint32_t first, std::uint32_t last, std::uint32_t speaker) {
    for (std::uint32_t i = first; i < last; ++i) {
      Draft& draft = drafts_.list[by_token_[i]];
      if (!draft.clause.said_in && draft.sort != Sort::Name) draft.clause.said_in = speaker;
    }
  }

  const Trees& trees_;
  Drafts& drafts_;
  std::vector<std::uint32_t> content_;  ///< By token: the clause that reports the clause of this predicate.
  std::vector<std::uint32_t> outer_;    ///< By token: who reports what stands around it.
  std::vector<std::uint32_t> inner_;    ///< By token: who reports it.
  std::vector<bool> inserted_;          ///< By token: a speaker inside what is said, not part of it.
  std::vector<std::uint32_t> by_token_ = order();  ///< Clauses in the order of their predicates.

  std::vector<std::uint32_t> order() const {
    std::vector<std::uint32_t> list(drafts_.list.size());
    for (std::uint32_t i = 0; i < list.size(); ++i) list[i] = i;
    std::ranges::stable_sort(list, {}, [&](std::uint32_t i) { return drafts_.list[i].clause.predicate; });
    return list;
  }
};

}  // namespace

void attribute(const Trees& trees, Drafts& drafts) { Attributor(trees, drafts).run(); }

}  // namespace entente::internal
