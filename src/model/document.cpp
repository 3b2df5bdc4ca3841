#include "entente/document.h"

#include <algorithm>
#include <cassert>

#include "base/text.h"
#include "base/try.h"

namespace entente {

std::string_view text_of(const Document& doc, TextSpan span) {
  return std::string_view(doc.article.text).substr(span.begin, span.end - span.begin);
}

std::string_view text_of(const Document& doc, TokenRange tokens) {
  if (tokens.first >= tokens.last) return {};
  return text_of(doc, TextSpan{doc.tokens[tokens.first].span.begin, doc.tokens[tokens.last - 1].span.end});
}

std::string_view text_of(const Document& doc, const Token& token) { return text_of(doc, token.span); }

std::uint32_t sentence_of(const Document& doc, std::uint32_t token) {
  const auto after = std::ranges::upper_bound(doc.sentences, token, {}, [](const Sentence& s) { return s.tokens.first; });
  assert(after != doc.sentences.begin());
  return static_cast<std::uint32_t>(after - doc.sentences.begin() - 1);
}

Children children_of(const Document& doc) {
  Children children;
  children.start.assign(doc.tokens.size() + 1, 0);
  for (const Token& token : doc.tokens)
    if (token.head != kNoToken) ++children.start[token.head + 1];
  for (std::size_t i = 1; i < children.start.size(); ++i) children.start[i] += children.start[i - 1];
  children.items.resize(children.start.back());
  std::vector<std::uint32_t> next(children.start.begin(), children.start.end() - 1);
  for (std::uint32_t i = 0; i < doc.tokens.size(); ++i)
    if (doc.tokens[i].head != kNoToken) children.items[next[doc.tokens[i].head]++] = i;
  return children;
}

namespace {

std::unexpected<Error> broken(std::string what) { return std::unexpected(Error{ErrorCode::Internal, std::move(what), {}}); }

Result<void> check_tokens(const Document& doc) {
  std::uint32_t end = 0;
  for (std::size_t i = 0; i < doc.tokens.size(); ++i) {
    const TextSpan span = doc.tokens[i].span;
    if (span.begin < end || span.end <= span.begin || span.end > doc.article.text.size())
      return broken("token " + std::to_string(i) + " overlaps its neighbour or leaves the text");
    if (!internal::code_point_at(doc.article.text, span.begin).length)
      return broken("token " + std::to_string(i) + " splits a code point");
    end = span.end;
  }
  return {};
}

Result<void> check_sentences(const Document& doc) {
  std::uint32_t next = 0;
  for (const Sentence& sentence : doc.sentences) {
    if (sentence.tokens.first != next || sentence.tokens.last <= next) return broken("sentences do not tile the tokens");
    if (sentence.tokens.size() > kMaxSentenceTokens) return broken("a sentence is longer than kMaxSentenceTokens");
    next = sentence.tokens.last;
  }
  return next == doc.tokens.size() ? Result<void>{} : broken("sentences do not cover the tokens");
}

/// One root a sentence, heads inside it, no cycle: a walk up from any token ends at the root within its length.
Result<void> check_tree(const Document& doc, const Sentence& sentence) {
  std::uint32_t roots = 0;
  for (std::uint32_t t = sentence.tokens.first; t < sentence.tokens.last; ++t) {
    std::uint32_t up = t, steps = 0;
    while (doc.tokens[up].head != kNoToken && steps++ < sentence.tokens.size()) {
      up = doc.tokens[up].head;
      if (!sentence.tokens.contains(up)) return broken("token " + std::to_string(t) + " hangs on another sentence");
    }
    if (steps > sentence.tokens.size()) return broken("token " + std::to_string(t) + " is in a cycle");
    roots += doc.tokens[t].head == kNoToken;
  }
  return roots == 1 ? Result<void>{} : broken("a sentence has " + std::to_string(roots) + " roots");
}

Result<void> check_mentions(const Document& doc) {
  for (const Mention& mention : doc.mentions) {
    if (mention.tokens.last > doc.tokens.size() || !mention.tokens.contains(mention.head)) return broken("a mention's head lies outside it");
    if (std::ranges::any_of(mention.actors, [&](std::uint32_t a) { return a >= doc.actors.size(); })) return broken("a mention names an unknown actor");
    if (mention.antecedent && *mention.antecedent >= doc.mentions.size()) return broken("a mention has an unknown antecedent");
  }
  return std::ranges::is_sorted(doc.mentions, {}, [](const Mention& m) { return m.tokens.first; }) ? Result<void>{} : broken("mentions are not sorted");
}

Result<void> check_clauses(const Document& doc) {
  const auto known = [&](const std::optional<std::uint32_t>& index) { return !index || *index < doc.clauses.size(); };
  for (const Clause& clause : doc.clauses) {
    if (clause.predicate >= doc.tokens.size() || clause.words.last > doc.tokens.size()) return broken("a clause lies outside the tokens");
    if (!known(clause.governor) || !known(clause.said_in)) return broken("a clause hangs on an unknown clause");
    for (const Argument& argument : clause.arguments)
      if (argument.head >= doc.tokens.size() || argument.tokens.last > doc.tokens.size() || !known(argument.clause)) return broken("an argument lies outside the tokens");
  }
  return {};
}

}  // namespace

Result<void> check(const Document& doc) {
  if (doc.layers.has(Layer::Tokens)) ENTENTE_TRY(check_tokens(doc));
  if (doc.layers.has(Layer::Sentences)) ENTENTE_TRY(check_sentences(doc));
  if (doc.layers.has(Layer::Tree))
    for (const Sentence& sentence : doc.sentences) ENTENTE_TRY(check_tree(doc, sentence));
  if (doc.layers.has(Layer::Mentions)) ENTENTE_TRY(check_mentions(doc));
  if (doc.layers.has(Layer::Clauses)) ENTENTE_TRY(check_clauses(doc));
  return {};
}

}  // namespace entente
