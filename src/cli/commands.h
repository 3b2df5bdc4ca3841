#pragma once

#include <memory>

#include "cli/console.h"
#include "cli/options.h"
#include "entente/catalogue.h"
#include "entente/pipeline.h"
#include "entente/result.h"

namespace entente::internal {

/// Runs the command that `options` names.
[[nodiscard]] Result<Exit> run_command(const Options& options);

// One function a command; each gives how it ended, or the error that ended it.
[[nodiscard]] Result<Exit> run_build(const Options& options);
[[nodiscard]] Result<Exit> run_extract(const Options& options);
[[nodiscard]] Result<Exit> run_merge(const Options& options);
[[nodiscard]] Result<Exit> run_forget(const Options& options);
[[nodiscard]] Result<Exit> run_query(const Options& options);
[[nodiscard]] Result<Exit> run_show(const Options& options);
[[nodiscard]] Result<Exit> run_path(const Options& options);
[[nodiscard]] Result<Exit> run_timeline(const Options& options);
[[nodiscard]] Result<Exit> run_stats(const Options& options);
[[nodiscard]] Result<Exit> run_rank(const Options& options);
[[nodiscard]] Result<Exit> run_blocs(const Options& options);
[[nodiscard]] Result<Exit> run_explain(const Options& options);
[[nodiscard]] Result<Exit> run_export(const Options& options);
[[nodiscard]] Result<Exit> run_load(const Options& options);
[[nodiscard]] Result<Exit> run_parse(const Options& options);
[[nodiscard]] Result<Exit> run_check(const Options& options);

/// The data folder: --data, else $ENTENTE_DATA, else where it was installed with the program, else in the program's folder (of a
/// build). Errors: NotFound with the cure.
[[nodiscard]] Result<std::string> data_folder(const Options& options);
[[nodiscard]] Result<std::shared_ptr<const Catalogue>> load_catalogue(const Options& options);
[[nodiscard]] Result<Pipeline> load_pipeline(const Options& options, std::shared_ptr<const Catalogue> catalogue);
/// The articles that the command's arguments name. Errors: Syntax if there are none.
[[nodiscard]] Result<std::unique_ptr<ArticleReader>> open_inputs(const Options& options);

}  // namespace entente::internal
