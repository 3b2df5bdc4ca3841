#include <iostream>
#include <iterator>

#include "base/file.h"
#include "base/try.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "entente/conllu.h"

namespace entente::internal {

namespace {

constexpr Layers kParsed{Layer::Tokens, Layer::Sentences, Layer::Tags, Layer::Tree};

Result<std::string> read_all(const std::string& name) {
  if (name != "-") return read_file(name);
  std::string text{std::istreambuf_iterator<char>(std::cin), {}};
  if (std::cin.bad()) return std::unexpected(Error{ErrorCode::Io, "cannot read", {"standard input"}});
  return text;
}

/// Tags and parses CoNLL-U files, keeping their tokens and sentences.
Result<std::size_t> parse_pretokenized(const Options& options, const Pipeline& pipeline, std::ostream& out) {
  std::size_t documents = 0;
  for (const std::string& name : options.arguments) {
    const Result<std::string> text = read_all(name);
    if (!text) return std::unexpected(text.error());
    Result<std::vector<Document>> read = read_conllu(*text, name == "-" ? "standard input" : name, ConlluLayers::Words);
    if (!read) return std::unexpected(read.error());
    for (Document& doc : *read) {
      doc.article.language = "en";
      const Result<Document> parsed = pipeline.complete(std::move(doc), kParsed);
      if (!parsed) return std::unexpected(parsed.error());
      out << write_conllu(*parsed);
      ++documents;
    }
  }
  return documents;
}

struct Counts { std::size_t done = 0, failed = 0; };

Result<Counts> parse_articles(const Options& options, const Pipeline& pipeline, std::ostream& out) {
  auto reader = open_inputs(options);
  if (!reader) return std::unexpected(reader.error());
  Counts counts;
  for (;;) {
    Result<std::optional<Article>> article = (*reader)->next();
    if (article && !*article) return counts;
    Document doc;
    if (article) doc.article = **std::move(article);
    const Result<Document> parsed = article ? pipeline.complete(std::move(doc), kParsed) : std::unexpected(article.error());
    if (parsed) {
      out << write_conllu(*parsed) << std::flush;
      ++counts.done;
      continue;
    }
    if (options.stop) return std::unexpected(parsed.error());
    const bool skipped = article && parsed.error().code == ErrorCode::Unsupported;
    skipped ? say_skipped(parsed.error()) : say_error(parsed.error());
    counts.failed += !skipped;
  }
}

}  // namespace

Result<Exit> run_parse(const Options& options) {
  if (options.arguments.empty())
    return std::unexpected(Error{ErrorCode::Syntax, "no input; name files or folders, or - for standard input", {}});
  auto catalogue = load_catalogue(options);
  if (!catalogue) return std::unexpected(catalogue.error());
  auto pipeline = load_pipeline(options, *catalogue);
  if (!pipeline) return std::unexpected(pipeline.error());
  auto output = Output::open(options.output);
  if (!output) return std::unexpected(output.error());
  Counts counts;
  if (options.pretokenized) {
    const Result<std::size_t> documents = parse_pretokenized(options, *pipeline, output->stream());
    if (!documents) return std::unexpected(documents.error());
    counts.done = *documents;
  } else {
    const Result<Counts> read = parse_articles(options, *pipeline, output->stream());
    if (!read) return std::unexpected(read.error());
    counts = *read;
  }
  ENTENTE_TRY(output->finish());
  if (counts.failed) return counts.done ? Exit::Partly : Exit::Nothing;
  return counts.done ? Exit::Done : Exit::Nothing;
}

}  // namespace entente::internal
