#include <algorithm>
#include <iostream>

#include "base/try.h"
#include "cli/commands.h"
#include "entente/rules.h"
#include "entente/store.h"

namespace entente::internal {

namespace {

/// Checks the catalogue, the language pack and every example of its rules.
Result<bool> check_data(const Options& options) {
  auto catalogue = load_catalogue(options);
  if (!catalogue) return std::unexpected(catalogue.error());
  say_info(std::to_string((*catalogue)->relations().size()) + " relations, " + std::to_string((*catalogue)->actors().size()) + " actors, " +
           std::to_string((*catalogue)->aliases().size()) + " names, " + std::to_string((*catalogue)->terms().size()) + " terms of office");
  auto pipeline = load_pipeline(options, *catalogue);
  if (!pipeline) return std::unexpected(pipeline.error());
  const RuleSet& rules = *pipeline->rules("en");
  const Result<std::vector<ExampleFailure>> failures = check_examples(rules, [&](std::string_view text) {
    Article article;
    article.key = ArticleKey("example");
    article.language = "en";
    article.text = text;
    return pipeline->analyse(std::move(article));
  });
  if (!failures) return std::unexpected(failures.error());
  for (const ExampleFailure& failure : *failures)
    say_error({ErrorCode::Conflict, failure.example.rule.str() + ": “" + failure.example.text + "”: " + failure.problem, failure.example.where});
  say_info(std::to_string(rules.size()) + " rules, " + std::to_string(rules.examples().size()) + " examples and near misses, " +
           std::to_string(failures->size()) + " of them fail");
  return failures->empty();
}

/// Reads a graph file from end to end.
Result<void> check_graph(const std::string& name, const std::shared_ptr<const Catalogue>& catalogue) {
  auto store = Store::open(name, OpenMode::ReadOnly);
  if (!store) return std::unexpected(store.error());
  auto graph = store->load(catalogue);
  if (!graph) return std::unexpected(graph.error());
  const Result<StoreCounts> counts = store->counts();
  if (!counts) return std::unexpected(counts.error());
  say_info(name + ": sound; " + std::to_string(counts->articles) + " articles, " + std::to_string(counts->statements) + " statements, " +
           std::to_string(graph->facts().size()) + " facts");
  return {};
}

}  // namespace

Result<Exit> run_check(const Options& options) {
  if (options.arguments.empty()) {
    const Result<bool> sound = check_data(options);
    if (!sound) return std::unexpected(sound.error());
    return *sound ? Exit::Done : Exit::Nothing;
  }
  auto catalogue = load_catalogue(options);
  if (!catalogue) return std::unexpected(catalogue.error());
  bool sound = true;
  for (const std::string& name : options.arguments)
    if (const Result<void> checked = check_graph(name, *catalogue); !checked) {
      say_error(checked.error());
      sound = false;
    }
  return sound ? Exit::Done : Exit::File;
}

}  // namespace entente::internal
