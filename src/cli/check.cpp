#include <algorithm>
#include <iostream>

#include "base/try.h"
#include "cli/commands.h"
#include "entente/rules.h"
#include "entente/store.h"
#include "entente/table_check.h"
#include "link/words.h"

namespace entente::internal {

namespace {

/// Says up to when the tables know: "known to: offices: foreign_minister 2025-12-31; half of 198 to 2022-07-22 or later, all to 1998-10-19".
void say_horizon(const TableHorizon& known) {
  std::string line = "known to: " + known.what + " " + to_string(known.newest);
  if (known.half && known.oldest) line += "; half of " + std::to_string(known.count) + " to " + to_string(*known.half) + " or later, all to " + to_string(*known.oldest);
  say_info(line);
}

/// Checks the actor tables row by row.
Result<bool> check_tables(const Options& options) {
  const Result<std::string> folder = data_folder(options);
  if (!folder) return std::unexpected(folder.error());
  const Result<TableFindings> found = check_actor_tables(*folder + "/catalogue");
  if (!found) return std::unexpected(found.error());
  for (const Error& fault : found->faults) say_error(fault);
  for (const TableHorizon& known : found->horizons) say_horizon(known);
  say_info("actor tables: " + std::to_string(found->faults.size()) + " faults");
  return found->faults.empty();
}

/// Checks that the linker's words name actors whom the tables have.
Result<bool> check_words(const Options& options, const Catalogue& catalogue) {
  const Result<std::string> folder = data_folder(options);
  if (!folder) return std::unexpected(folder.error());
  const Result<std::vector<Error>> faults = unknown_actors(*folder + "/lang/en/link.json", catalogue);
  if (!faults) return std::unexpected(faults.error());
  for (const Error& fault : *faults) say_error(fault);
  return faults->empty();
}

/// Checks the catalogue, the language pack and every example of its rules.
Result<bool> check_data(const Options& options) {
  const Result<bool> tables = check_tables(options);
  if (!tables) return std::unexpected(tables.error());
  auto catalogue = load_catalogue(options);
  if (!catalogue && !*tables) return false;  // What keeps the tables from being read is among their faults.
  if (!catalogue) return std::unexpected(catalogue.error());
  say_info(std::to_string((*catalogue)->relations().size()) + " relations, " + std::to_string((*catalogue)->actors().size()) + " actors, " +
           std::to_string((*catalogue)->aliases().size()) + " names, " + std::to_string((*catalogue)->terms().size()) + " terms of office");
  const Result<bool> words = check_words(options, **catalogue);
  if (!words) return std::unexpected(words.error());
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
  return failures->empty() && *tables && *words;
}

/// Reads a graph file from end to end.
Result<void> check_graph(const std::string& name, const std::shared_ptr<const Catalogue>& catalogue) {
  auto store = Store::open(name, OpenMode::ReadOnly);
  if (!store) return std::unexpected(store.error());
  ENTENTE_TRY(store->check());
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
