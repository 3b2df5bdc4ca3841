#include <algorithm>
#include <functional>

#include "base/text.h"
#include "base/try.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "entente/exporter.h"
#include "entente/open_triples.h"
#include "entente/store.h"

namespace entente::internal {

namespace {

/// Prints what is wanted of one article.
using Printer = std::function<void(std::ostream&, const Document&, const std::vector<Statement>&)>;

Result<Printer> printer_for(const Options& options, const std::shared_ptr<const Catalogue>& catalogue) {
  const std::vector<std::string_view> formats{"jsonl", "events", "open"};
  const std::string format = options.format.empty() ? "jsonl" : options.format;
  if (std::ranges::find(formats, format) == formats.end())
    return std::unexpected(Error{ErrorCode::Syntax, "--format: unknown format '" + format + "' for extract; expected jsonl, events or open" +
                                                        did_you_mean(format, formats), {}});
  const std::optional<OpenStyle> style = parse_open_style(options.open_style);
  if (!style)
    return std::unexpected(Error{ErrorCode::Syntax, "--open-style: unknown style '" + options.open_style + "'; expected graph or benchie", {}});
  if (format == "jsonl")
    return [catalogue](std::ostream& out, const Document&, const std::vector<Statement>& statements) {
      for (const Statement& statement : statements) out << to_json(statement, *catalogue) << '\n';
    };
  if (format == "events")
    return [catalogue](std::ostream& out, const Document&, const std::vector<Statement>& statements) {
      for (const Statement& statement : statements)
        if (const auto row = to_event_row(statement, *catalogue)) out << *row << '\n';
    };
  return [style = *style](std::ostream& out, const Document& doc, const std::vector<Statement>&) {
    std::string lines;
    append_open_triples(lines, doc, style);
    out << lines;
  };
}

}  // namespace

Result<Exit> run_extract(const Options& options) {
  auto reader = open_inputs(options);
  if (!reader) return std::unexpected(reader.error());
  auto catalogue = load_catalogue(options);
  if (!catalogue) return std::unexpected(catalogue.error());
  const Result<Printer> print = printer_for(options, *catalogue);
  if (!print) return std::unexpected(print.error());
  auto pipeline = load_pipeline(options, *catalogue);
  if (!pipeline) return std::unexpected(pipeline.error());
  auto output = Output::open(options.output);
  if (!output) return std::unexpected(output.error());
  std::ostream& out = output->stream();
  if (options.format == "events") out << events_header() << '\n';
  if (options.format == "open") out << open_triples_header() << '\n';
  Progress progress(options, **reader);
  const Result<BuildReport> report = pipeline->run(**reader, [&](ArticleResult result) -> Result<void> {
    if (result.statements) {
      progress.add(*result.document, result.statements->size());
      (*print)(out, *result.document, *result.statements);
      // One line in, its lines out: whoever feeds a pipe article by article waits for them.
      if (!out.flush()) return std::unexpected(Error{ErrorCode::Io, "cannot write; free some space and run the command again", {options.output == "-" ? "standard output" : options.output}});
      return {};
    }
    progress.clear();
    if (result.skipped) {
      say_skipped(result.statements.error());
    } else {
      say_error(result.statements.error());
    }
    return {};
  });
  progress.clear();
  if (!report) return std::unexpected(report.error());
  ENTENTE_TRY(output->finish());
  if (report->failed) return report->articles ? Exit::Partly : Exit::Nothing;
  return report->articles ? Exit::Done : Exit::Nothing;
}

}  // namespace entente::internal
