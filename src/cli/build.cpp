#include <atomic>
#include <csignal>
#include <iostream>
#include <optional>
#include <stop_token>

#include "base/try.h"
#include "cli/asking.h"
#include "cli/commands.h"
#include "cli/facts_table.h"
#include "cli/heap.h"
#include "cli/output.h"
#include "entente/store.h"
#include "model/word_count.h"

namespace entente::internal {

namespace {

std::atomic<bool> interrupted = false;

/// While it lives, the first interrupt asks the run to end cleanly and the second ends the program.
class InterruptGuard {
 public:
  InterruptGuard() { before_ = std::signal(SIGINT, [](int) { interrupted = true; std::signal(SIGINT, SIG_DFL); }); }
  ~InterruptGuard() { std::signal(SIGINT, before_); }
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

 private:
  void (*before_)(int);
};

constexpr std::size_t kArticlesPerCommit = 256;
constexpr std::size_t kFactsShown = 10;

ArticleRecord record_of(const Document& doc, std::size_t words) {
  return {doc.article.key, doc.article.title, doc.article.url, doc.article.publisher, doc.article.published, doc.sentences.size(), words};
}

/// Takes the results of a run into the store and counts.
class StoreSink {
 public:
  StoreSink(Store& store, Progress& progress, std::stop_source& stop) : store_(store), progress_(progress), stop_(stop) {}

  Result<void> operator()(ArticleResult result) {
    if (interrupted) stop_.request_stop();
    if (!result.statements) {
      progress_.clear();
      const Error& error = result.statements.error();
      if (result.skipped) say_skipped(error);
      else say_error(error);
      return {};
    }
    auto counts = store_.put(record_of(*result.document, words_in(*result.document)), *result.statements);
    if (!counts) return std::unexpected(counts.error());
    added += counts->added;
    repeated += counts->kept;
    removed += counts->removed;
    progress_.add(*result.document, result.statements->size());
    return ++articles_ % kArticlesPerCommit == 0 ? store_.flush() : Result<void>{};
  }

  std::size_t added = 0, repeated = 0, removed = 0;

 private:
  Store& store_;
  Progress& progress_;
  std::stop_source& stop_;
  std::size_t articles_ = 0;
};

/// Reads the file as those do who ask, so that the graph which large files keep beside them is there when they come.
Result<void> print_summary(const Options& options, std::shared_ptr<const Catalogue> catalogue,
                           const BuildReport& report, const StoreSink& sink, double seconds) {
  if (options.quiet) return {};
  const auto store = Store::open(options.graph, OpenMode::ReadOnly);
  if (!store) return std::unexpected(store.error());
  auto graph = store->load(std::move(catalogue), Ends::States);
  if (!graph) return std::unexpected(graph.error());
  std::ostream& out = std::cout;
  out << plural(report.articles, "article") << ", " << plural(report.sentences, "sentence") << ", " << plural(report.words, "word") << " in ";
  out.precision(2);
  out << std::fixed << seconds << " s (" << grouped(static_cast<std::size_t>(static_cast<double>(report.words) / std::max(seconds, 0.001)))
      << " words/s)\n";
  out << plural(report.statements, "statement") << ": " << grouped(sink.added) << " new, " << grouped(sink.repeated) << " known";
  if (sink.removed) out << ", " << grouped(sink.removed) << " replaced";
  out << "; " << harmless(options.graph) << " now holds " << plural(graph->facts().size(), "fact") << " among " << plural(graph->nodes().size(), "state")
      << ", bodies and groups\n";
  auto facts = strongest_first(graph->facts());
  if (facts.size() > kFactsShown) facts.resize(kFactsShown);
  if (facts.empty()) return {};
  out << "\nthe strongest facts:\n";
  print_facts(out, *graph, facts, {colour_on_stdout(options), terminal_width(), 0});
  return out.flush() ? Result<void>{} : std::unexpected(Error{ErrorCode::Io, "cannot write", {"standard output"}});
}

}  // namespace

Result<Exit> run_build(const Options& options) {
  auto reader = open_inputs(options);
  if (!reader) return std::unexpected(reader.error());
  auto catalogue = load_catalogue(options);
  if (!catalogue) return std::unexpected(catalogue.error());
  auto loaded = load_pipeline(options, *catalogue);
  if (!loaded) return std::unexpected(loaded.error());
  std::optional<Pipeline> pipeline(*std::move(loaded));
  auto opened = Store::open(options.graph);
  if (!opened) return std::unexpected(opened.error());
  std::optional<Store> store(*std::move(opened));
  ENTENTE_TRY(store->put_relations(**catalogue));
  Progress progress(options, **reader);
  const InterruptGuard guard;
  std::stop_source stop;
  StoreSink sink(*store, progress, stop);
  const Result<BuildReport> report = pipeline->run(**reader, std::ref(sink), stop.get_token());
  progress.clear();
  ENTENTE_TRY(store->flush());  // what was read before an error or an interrupt is kept
  if (!report) return std::unexpected(report.error());
  store.reset();
  pipeline.reset();  // its memory is for the graph
  release_heap();
  ENTENTE_TRY(print_summary(options, *catalogue, *report, sink, progress.seconds()));
  if (report->failed) return report->articles ? Exit::Partly : Exit::Nothing;
  return report->articles ? Exit::Done : Exit::Nothing;
}

}  // namespace entente::internal
