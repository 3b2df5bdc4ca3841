#include "entente/pipeline.h"

#include <algorithm>
#include <deque>
#include <utility>

#include "base/try.h"
#include "model/word_count.h"
#include "pipeline/window.h"

namespace entente {

namespace {

/// Articles are many and short or few and long: what waits in the window is bounded by its bytes as well as by number.
constexpr std::size_t kMaxBytesInFlight = std::size_t{512} << 10;

void count(BuildReport& report, const ArticleResult& result) {
  if (result.statements) {
    ++report.articles;
    report.statements += result.statements->size();
    report.sentences += result.document->sentences.size();
    report.words += internal::words_in(*result.document);
  } else {
    ++(result.skipped ? report.skipped : report.failed);
  }
}

}  // namespace

Result<Pipeline> Pipeline::create(std::vector<LanguagePack> packs, PipelineOptions options) {
  for (const LanguagePack& pack : packs) {
    Layers have;
    for (const auto& stage : pack.stages) {
      if (!have.has_all(stage->needs()))
        return std::unexpected(Error{ErrorCode::Conflict, "stage '" + std::string(stage->name()) + "' of language '" + pack.language +
                                                              "' needs a layer that no earlier stage adds", {}});
      have.add(stage->adds());
    }
  }
  Pipeline pipeline;
  pipeline.packs_ = std::move(packs);
  pipeline.options_ = options;
  return pipeline;
}

const RuleSet* Pipeline::rules(std::string_view language) const noexcept {
  const auto pack = std::ranges::find(packs_, language.substr(0, language.find('-')), &LanguagePack::language);
  return pack == packs_.end() ? nullptr : pack->rules.get();
}

Result<Document> Pipeline::analyse(Article article) const {
  Document doc;
  doc.article = std::move(article);
  return complete(std::move(doc));
}

Result<Document> Pipeline::complete(Document doc, Layers wanted) const {
  const std::string& language = doc.article.language;
  const auto pack = std::ranges::find(packs_, language.substr(0, language.find('-')), &LanguagePack::language);
  if (pack == packs_.end())
    return std::unexpected(Error{ErrorCode::Unsupported, "no language that entente reads (found '" + (language.empty() ? "und" : language) + "')",
                                 {doc.article.key.str()}});
  for (const auto& stage : pack->stages) {
    if (doc.layers.has_all(wanted)) break;
    if (doc.layers.has_all(stage->adds())) continue;
    if (Result<void> done = stage->run(doc); !done) {
      Error error = std::move(done).error();
      if (error.where.file.empty()) error.where.file = doc.article.key.str();
      return std::unexpected(std::move(error));
    }
    doc.layers.add(stage->adds());
#ifndef NDEBUG
    ENTENTE_TRY(check(doc));
#endif
  }
  return doc;
}

namespace {

Error too_many_statements(const Document& doc) {
  const std::size_t bytes = doc.article.text.size();
  return {ErrorCode::Limit, "more than " + std::to_string(most_statements(bytes)) + " statements in " + std::to_string(bytes) +
                                " bytes, more than prose can hold; split it into articles, or leave it out if it is a list", {doc.article.key.str()}};
}

ArticleResult read_one(const Pipeline& pipeline, Result<std::optional<Article>> next, bool match) {
  if (!next) return {ArticleKey(next.error().where.file), nullptr, std::unexpected(next.error()), false};
  ArticleKey key = (*next)->key;
  const bool readable = pipeline.rules((*next)->language) != nullptr;
  Result<Document> doc = pipeline.analyse(**std::move(next));
  if (!doc) return {std::move(key), nullptr, std::unexpected(std::move(doc).error()), !readable};
  auto shared = std::make_shared<const Document>(*std::move(doc));
  const RuleSet* rules = match ? pipeline.rules(shared->article.language) : nullptr;
  std::vector<Statement> statements = rules ? rules->match(*shared) : std::vector<Statement>{};
  if (statements.size() > most_statements(shared->article.text.size())) return {std::move(key), nullptr, std::unexpected(too_many_statements(*shared)), false};
  if (!statements.empty()) {
    const std::string sketch = sketch_of(shared->article.text);
    for (Statement& statement : statements) statement.provenance.sketch = sketch;
  }
  return {std::move(key), std::move(shared), std::move(statements), false};
}

}  // namespace

Result<BuildReport> Pipeline::run(ArticleReader& reader, const std::function<Result<void>(ArticleResult)>& sink,
                                  std::stop_token stop) const {
  internal::OrderedWindow<Result<std::optional<Article>>, ArticleResult> window(
      options_.threads, options_.max_in_flight, [this](Result<std::optional<Article>> next) { return read_one(*this, std::move(next), options_.statements); });
  BuildReport report;
  const auto deliver = [&](ArticleResult result) -> Result<void> {
    count(report, result);
    const bool failed = !result.statements && !result.skipped;
    Error error = failed ? result.statements.error() : Error{};
    ENTENTE_TRY(sink(std::move(result)));
    return failed && !options_.keep_going ? Result<void>(std::unexpected(std::move(error))) : Result<void>{};
  };
  std::deque<std::size_t> sizes;  // Of the articles in the window, in bytes.
  std::size_t in_flight = 0;
  for (bool more = true; more || !window.empty();) {
    if (stop.stop_requested()) return std::unexpected(Error{ErrorCode::Cancelled, "stopped; run the same command again to go on", {}});
    if (more && !window.full() && (window.empty() || in_flight < kMaxBytesInFlight)) {
      Result<std::optional<Article>> next = reader.next();
      more = !next || next->has_value();
      if (!more) continue;
      sizes.push_back(next && *next ? (*next)->text.size() : 0);
      in_flight += sizes.back();
      window.push(std::move(next));
    } else {
      in_flight -= sizes.front();
      sizes.pop_front();
      ENTENTE_TRY(deliver(window.pop()));
    }
  }
  return report;
}

}  // namespace entente
