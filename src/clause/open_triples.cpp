#include "entente/open_triples.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/names.h"
#include "base/text.h"
#include "clause/open_words.h"

namespace entente {

namespace {

using internal::OpenWords;
using internal::Words;

constexpr internal::EnumNames<OpenStyle, 2> kStyles{{"graph", "benchie"}};
constexpr std::size_t kMaxTriplesOfClause = 64;
constexpr int kMaxChain = 2;  ///< How deep "of … of …" is followed.

Words operator+(Words left, const Words& right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

/// Makes the triples of one document.
class TripleMaker {
 public:
  TripleMaker(const Document& doc, OpenStyle style) : doc_(doc), words_(doc), style_(style) {}

  std::vector<OpenTriple> run() {
    for (index_ = 0; index_ < doc_.clauses.size(); ++index_) {
      made_ = 0;
      add_clause(doc_.clauses[index_]);
    }
    std::ranges::stable_sort(triples_, {}, &OpenTriple::sentence);
    return std::move(triples_);
  }

 private:
  void add_clause(const Clause& clause) {
    switch (clause.construction) {
      case Construction::Nominal:
        if (style_ == OpenStyle::Graph) add_event(clause);
        return;
      case Construction::Title: case Construction::Apposition:
        if (style_ == OpenStyle::Graph) add_description(clause);
        return;
      case Construction::Possessive:
        if (style_ == OpenStyle::Graph) add_possessive(clause);
        return;
      case Construction::Copula: return add_copula(clause);
      default: return add_verbal(clause);
    }
  }

  static std::vector<const Argument*> with_role(const Clause& clause, Role role) {
    std::vector<const Argument*> found;
    for (const Argument& argument : clause.arguments)
      if (argument.role == role) found.push_back(&argument);
    return found;
  }

  /// The surface subjects: what stands before the verb group, whatever the voice.
  std::vector<const Argument*> subjects(const Clause& clause) const {
    if (words_.is_passive(clause)) {
      auto found = with_role(clause, Role::Patient);
      return found.empty() ? with_role(clause, Role::Recipient) : found;
    }
    return with_role(clause, Role::Agent);
  }

  void add_verbal(const Clause& clause) {
    const Words verb = words_.verb_chain(clause);
    const bool passive = words_.is_passive(clause);
    for (const Argument* subject : subjects(clause)) {
      const auto recipients = with_role(clause, Role::Recipient);
      const Words with_recipient = recipients.empty() || passive ? verb : verb + words_.brief(*recipients.front());
      Words core = with_recipient;
      if (!recipients.empty() && !passive) emit(*subject, verb, *recipients.front());
      if (!passive) {
        const auto objects = with_role(clause, Role::Patient);
        for (const Argument* object : objects) add_with_tail(*subject, with_recipient, *object);
        if (!objects.empty()) core = core + words_.brief(*objects.front());
      }
      for (const Argument* attribute : with_role(clause, Role::Attribute))
        if (!attribute->clause) add_with_tail(*subject, core, *attribute);  // else that clause prints it
      if (clause.reporting)
        for (const Argument* said : with_role(clause, Role::Complement)) emit(words_.phrase(*subject), core, words_.content(*said), false);
      add_adverbials(clause, *subject, core, passive);
    }
  }

  void add_adverbials(const Clause& clause, const Argument& subject, const Words& core, bool passive) {
    for (const Argument& argument : clause.arguments) {
      if (argument.role == Role::Oblique || (passive && argument.role == Role::Agent))
        add_with_tail(subject, core + words_.marker(argument), argument);
      else if (argument.role == Role::Time && words_.is_phrase(argument)) emit(subject, core, argument);
    }
  }

  void add_copula(const Clause& clause) {
    const Words copula = words_.verb_chain(clause);
    if (copula.empty()) return;
    for (const Argument* subject : with_role(clause, Role::Agent)) {
      for (const Argument* attribute : with_role(clause, Role::Attribute)) add_with_tail(*subject, copula, *attribute);
      Words core = copula;
      if (const auto attributes = with_role(clause, Role::Attribute); !attributes.empty()) core = core + words_.brief(*attributes.front());
      for (const Argument& argument : clause.arguments)
        if (argument.role == Role::Oblique && !words_.is_inside(clause, argument)) add_with_tail(*subject, core + words_.marker(argument), argument);
    }
  }

  /// The triple, and those of the phrases inside its object: "a justice | of the Court" moves its head to the relation.
  void add_with_tail(const Argument& subject, const Words& relation, const Argument& object) {
    emit(subject, relation, object);
    if (doc_.tokens[object.head].upos == Upos::VERB) return;
    add_tail(words_.phrase(subject), relation, object.head, object.tokens, 0);
  }

  void add_tail(const Words& subject, const Words& relation, std::uint32_t head, TokenRange tokens, int depth) {
    if (depth >= kMaxChain) return;
    for (const std::uint32_t inner : words_.inner_phrases(head, tokens)) {
      const TokenRange range = words_.inner_range(inner);
      const Words longer = relation + words_.between(tokens.first, range.first);
      emit(subject, longer, words_.range(range), false);
      add_tail(subject, longer, inner, range, depth + 1);
    }
  }

  void add_event(const Clause& clause) {
    for (const Argument* agent : with_role(clause, Role::Agent))
      for (const Argument& argument : clause.arguments) {
        if (argument.role != Role::Oblique || argument.head == agent->head) continue;
        emit(words_.phrase(*agent), words_.range(clause.words) + words_.marker(argument), words_.phrase(argument), false);
      }
  }

  void add_description(const Clause& clause) {
    const auto names = with_role(clause, Role::Agent);
    const auto descriptions = with_role(clause, Role::Attribute);
    if (names.empty() || descriptions.empty()) return;
    emit_implied(text(words_.phrase(*names.front())), "is", text(words_.phrase(*descriptions.front())));
    for (const Argument& argument : clause.arguments)
      if (argument.role == Role::Oblique && argument.marker == "of")
        emit_implied(text(words_.phrase(*names.front())), "is " + clause.lemma + " of", text(words_.phrase(argument)));
  }

  void add_possessive(const Clause& clause) {
    for (const Argument* owner : with_role(clause, Role::Possessor))
      for (const Argument* owned : with_role(clause, Role::Patient))
        emit_implied(text(words_.phrase(*owner)), "has", text(words_.without_owner(*owned)));
  }

  std::string text(const Words& words) const { return words_.text(words); }

  void emit(const Argument& subject, const Words& relation, const Argument& object) {
    if (subject.head == object.head) return;
    emit(words_.phrase(subject), relation, words_.phrase(object), false);
  }
  void emit(const Words& subject, const Words& relation, const Words& object, bool implied) {
    add(text(subject), text(relation), text(object), implied);
  }
  void emit_implied(std::string subject, std::string relation, std::string object) {
    add(std::move(subject), std::move(relation), std::move(object), true);
  }

  void add(std::string subject, std::string relation, std::string object, bool implied) {
    if (subject.empty() || relation.empty() || object.empty() || made_ >= kMaxTriplesOfClause) return;
    const std::uint32_t sentence = sentence_of(doc_, doc_.clauses[index_].predicate);
    if (!seen_.insert({sentence, subject, relation, object}).second) return;
    triples_.push_back({sentence, index_, std::move(subject), std::move(relation), std::move(object), implied});
    ++made_;
  }

  const Document& doc_;
  OpenWords words_;
  OpenStyle style_;
  std::uint32_t index_ = 0;
  std::size_t made_ = 0;
  std::vector<OpenTriple> triples_;
  std::set<std::tuple<std::uint32_t, std::string, std::string, std::string>> seen_;
};

std::string field(std::string_view text) {
  std::string line(text);
  std::ranges::replace_if(line, [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
  return line;
}

}  // namespace

std::string_view to_string(OpenStyle value) noexcept { return kStyles.name(value); }
std::optional<OpenStyle> parse_open_style(std::string_view text) noexcept { return kStyles.parse(text); }

std::vector<OpenTriple> open_triples(const Document& doc, OpenStyle style) { return TripleMaker(doc, style).run(); }

std::string_view open_triples_header() noexcept { return "article\tsentence\targ1\trelation\targ2\n"; }

void append_open_triples(std::string& out, const Document& doc, OpenStyle style) {
  for (const OpenTriple& triple : open_triples(doc, style)) {
    out += field(doc.article.key.str()) + '\t' + std::to_string(triple.sentence + 1);
    for (const std::string& text : {triple.subject, triple.relation, triple.object}) out += '\t' + field(text);
    out += '\n';
  }
}

}  // namespace entente
