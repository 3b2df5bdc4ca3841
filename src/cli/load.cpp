#include "entente/loader.h"

#include "cli/asking.h"
#include "cli/commands.h"

namespace entente::internal {

Result<Exit> run_load(const Options& options) {
  if (options.to.empty()) {
    std::string list;
    for (const std::string_view scheme : load_schemes()) list += (list.empty() ? " " : ", ") + std::string(scheme);
    return std::unexpected(Error{ErrorCode::Syntax, "no database; name it with --to URL, which begins with one of" + list, {}});
  }
  auto catalogue = load_catalogue(options);
  if (!catalogue) return std::unexpected(catalogue.error());
  const auto loaded = load_filtered(options, *catalogue, options.as_states ? Ends::States : Ends::Actors);
  if (!loaded) return std::unexpected(loaded.error());
  if (loaded->graph.facts().empty()) {  // a slip in a filter must not empty a database
    say_info("no statement passes the filters; nothing was loaded");
    return Exit::Nothing;
  }
  LoadOptions settings;
  if (!options.iri_base.empty()) settings.iri_base = options.iri_base;
  const Result<LoadReport> report = load_into(options.to, loaded->graph, settings);
  if (!report) return std::unexpected(report.error());
  say_info(report->place + " now holds " + plural(report->actors, "actor") + ", " + plural(report->facts, "fact") + ", " + plural(report->mentions, "mention") + ", " +
           plural(report->articles, "article"));
  return Exit::Done;
}

}  // namespace entente::internal
