#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "base/try.h"
#include "entente/query.h"
#include "query/names.h"

namespace entente {

namespace {

using internal::ActorNames;
using internal::NamedRelations;

struct Word {
  std::string_view text;
  std::size_t column = 0;  ///< From 1.
  bool quoted = false;
};
using Words = std::span<const Word>;

std::unexpected<Error> fault(ErrorCode code, std::size_t column, std::string message) {
  return std::unexpected(Error{code, std::move(message), {"pattern", 1, static_cast<std::uint32_t>(column)}});
}

bool is_variable(const Word& word) { return !word.quoted && word.text.starts_with('?'); }
bool is_dot(const Word& word) { return !word.quoted && word.text == "."; }

/// Where the quotation that begins at `at` ends: before a blank or the end, so that "d'Azur" holds none.
std::size_t end_of_quotation(std::string_view text, std::size_t at) {
  for (std::size_t end = text.find(text[at], at + 1); end != std::string_view::npos; end = text.find(text[at], end + 1))
    if (end + 1 == text.size() || text[end + 1] == ' ') return end;
  return std::string_view::npos;
}

Result<std::vector<Word>> words_of(std::string_view text) {
  std::vector<Word> words;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ' ' || text[at] == '\t' || text[at] == '\n') { ++at; continue; }
    const bool mark = text[at] == '"' || text[at] == '\'';
    const std::size_t close = mark ? end_of_quotation(text, at) : std::string_view::npos;
    if (text[at] == '"' && close == std::string_view::npos) return fault(ErrorCode::Syntax, at + 1, "this quotation does not end");
    if (close != std::string_view::npos) {
      words.push_back({text.substr(at + 1, close - at - 1), at + 1, true});
      at = close + 1;
      continue;
    }
    Word word{text.substr(at, text.find_first_of(" \t\n", at) - at), at + 1, false};
    at += word.text.size();
    // "?x." at the end of a triple, as in SPARQL.
    const bool dotted = is_variable(word) && word.text.ends_with('.');
    if (dotted) word.text.remove_suffix(1);
    words.push_back(word);
    if (dotted) words.push_back({".", at, false});
  }
  return words;
}

/// The words as they stand in the text, from the first to the last.
std::string joined(Words words) {
  std::string text;
  for (const Word& word : words) {
    if (!text.empty()) text += ' ';
    text += word.text;
  }
  return text;
}

class TripleParser {
 public:
  TripleParser(Words words, const ActorNames& names, const KnowledgeGraph& graph) : words_(words), names_(names), graph_(graph) {}

  /// Takes the longest subject, then the longest relation, that leave an object.
  Result<Pattern::Triple> parse() const {
    if (words_.size() < 3) return fault(ErrorCode::Syntax, words_[0].column, "expected SUBJECT RELATION OBJECT, found '" + joined(words_) + "'");
    for (std::size_t subject = words_.size() - 2; subject >= 1; --subject) {
      if (!is_end(words_.first(subject))) continue;
      for (std::size_t relation = words_.size() - 1; relation > subject; --relation)
        if (is_relation(words_.subspan(subject, relation - subject)) && is_end(words_.subspan(relation))) return triple(subject, relation);
    }
    return std::unexpected(explain());
  }

 private:
  bool is_end(Words words) const {
    const bool whole = std::ranges::any_of(words, [](const Word& word) { return word.quoted || is_variable(word); });
    if (whole && words.size() > 1) return false;
    return is_variable(words[0]) || !names_.find(joined(words)).empty();
  }
  bool is_relation(Words words) const {
    if (is_variable(words[0])) return words.size() == 1;
    return internal::relations_named(joined(words), graph_.catalogue()).has_value();
  }

  static Result<std::string> variable(const Word& word) {
    const std::string_view name = word.text.substr(1);
    const bool good = std::ranges::all_of(name, [](char c) { return internal::is_ascii_alpha(c) || internal::is_ascii_digit(c) || c == '_'; });
    if (good) return std::string(name);
    return fault(ErrorCode::Syntax, word.column, "'" + std::string(word.text) + "' is no variable; expected '?' and letters");
  }

  Result<PatternTerm> end(Words words) const {
    if (is_variable(words[0])) {
      Result<std::string> name = variable(words[0]);
      return name ? Result<PatternTerm>({*std::move(name), {}}) : std::unexpected(std::move(name).error());
    }
    const std::string name = joined(words);
    const std::vector<EntityKey> keys = internal::meant(name, names_, graph_);
    if (keys.size() == 1) return PatternTerm{"", {keys[0].str()}};
    std::string message = "'" + name + "' may be ";
    for (std::size_t i = 0; i < keys.size(); ++i) message += (i == 0 ? "" : i + 1 == keys.size() ? " or " : ", ") + names_.described(keys[i]);
    return fault(ErrorCode::Conflict, words[0].column, message + "; write one of the keys");
  }

  Result<Pattern::Triple> triple(std::size_t subject_end, std::size_t relation_end) const {
    Pattern::Triple made;
    Result<PatternTerm> subject = end(words_.first(subject_end)), object = end(words_.subspan(relation_end));
    for (const auto* term : {&subject, &object})
      if (!*term) return std::unexpected(term->error());
    made.subject = *std::move(subject);
    made.object = *std::move(object);
    const Words relation = words_.subspan(subject_end, relation_end - subject_end);
    if (is_variable(relation[0])) {
      Result<std::string> name = variable(relation[0]);
      if (!name) return std::unexpected(std::move(name).error());
      made.relation.variable = *std::move(name);
    } else {
      NamedRelations named = *internal::relations_named(joined(relation), graph_.catalogue());
      made.relation.keys = std::move(named.keys);
      made.inverted = named.inverted;
    }
    return made;
  }

  /// Why no reading fits: by the part that does, the others are told from it.
  Error explain() const {
    const std::size_t count = words_.size();
    for (std::size_t first = 1; first + 1 < count; ++first)
      for (std::size_t last = count - 1; last > first; --last)
        if (is_relation(words_.subspan(first, last - first))) {
          const Words wrong = is_end(words_.first(first)) ? words_.subspan(last) : words_.first(first);
          return fault(ErrorCode::NotFound, wrong[0].column, names_.unknown(joined(wrong))).error();
        }
    std::size_t subject = count - 2;
    while (subject > 1 && !is_end(words_.first(subject))) --subject;
    if (!is_end(words_.first(subject))) return fault(ErrorCode::NotFound, words_[0].column, names_.unknown(words_[0].text)).error();
    std::size_t object = subject + 1;
    while (object + 1 < count && !is_end(words_.subspan(object))) ++object;
    return fault(ErrorCode::NotFound, words_[subject].column, internal::unknown_relation(joined(words_.subspan(subject, object - subject)), graph_.catalogue())).error();
  }

  Words words_;
  const ActorNames& names_;
  const KnowledgeGraph& graph_;
};

/// A variable stands for actors or for relations, not for both.
Result<void> check_variables(const Pattern& pattern) {
  const auto is_end = [&](const std::string& name) {
    return std::ranges::any_of(pattern.triples, [&](const Pattern::Triple& triple) { return triple.subject.variable == name || triple.object.variable == name; });
  };
  for (const Pattern::Triple& triple : pattern.triples)
    if (const std::string& name = triple.relation.variable; !name.empty() && is_end(name))
      return fault(ErrorCode::Syntax, 0, "?" + name + " stands for a relation in one place and for an actor in another");
  return {};
}

}  // namespace

std::vector<EntityKey> actors_named(std::string_view name, const KnowledgeGraph& graph) {
  return internal::meant(name, internal::names_of(graph), graph);
}

Result<Pattern> parse_pattern(std::string_view text, const KnowledgeGraph& graph) {
  const Result<std::vector<Word>> words = words_of(text);
  if (!words) return std::unexpected(words.error());
  const ActorNames names = internal::names_of(graph);
  Pattern pattern;
  auto rest = Words(*words);
  while (!rest.empty()) {
    const auto dot = std::ranges::find_if(rest, is_dot);
    const Words part = rest.first(static_cast<std::size_t>(dot - rest.begin()));
    if (part.empty()) return fault(ErrorCode::Syntax, rest[0].column, "expected SUBJECT RELATION OBJECT, found '.'");
    if (pattern.triples.size() == kMaxPatternTriples) return fault(ErrorCode::Limit, part[0].column, "a pattern has at most " + std::to_string(kMaxPatternTriples) + " triples");
    // Every way to cut it into three is tried.
    if (part.size() > kMaxTripleWords) return fault(ErrorCode::Limit, part[0].column, "a triple has at most " + std::to_string(kMaxTripleWords) + " words; put names in quotes");
    Result<Pattern::Triple> triple = TripleParser(part, names, graph).parse();
    if (!triple) return std::unexpected(std::move(triple).error());
    pattern.triples.push_back(*std::move(triple));
    rest = rest.subspan(std::min(rest.size(), part.size() + 1));
  }
  if (pattern.triples.empty()) return fault(ErrorCode::Syntax, 1, "the pattern is empty; expected SUBJECT RELATION OBJECT");
  ENTENTE_TRY(check_variables(pattern));
  return pattern;
}

}  // namespace entente
