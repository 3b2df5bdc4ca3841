#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "entente/catalogue.h"
#include "entente/document.h"
#include "entente/graph.h"
#include "entente/result.h"

namespace entente::fuzz {

/// Something that reads bytes which others wrote.
struct Target {
  std::string_view name;
  void (*run)(std::string_view bytes);             ///< Ends the process, by abort or sanitizer, if what it reads harms it.
  std::vector<std::string> (*seeds)() = nullptr;   ///< Inputs that are made rather than kept: formats of ours, with their check sums.
};
/// All of them, sorted by name.
[[nodiscard]] std::span<const Target> targets();
[[nodiscard]] const Target* find_target(std::string_view name);

// One function a file of targets/, and the seeds of formats that are ours.
void run_config(std::string_view bytes);
void run_conllu(std::string_view bytes);
void run_csv(std::string_view bytes);
void run_export(std::string_view bytes);
void run_feed(std::string_view bytes);
void run_html(std::string_view bytes);
void run_json(std::string_view bytes);
void run_lexicon(std::string_view bytes);
void run_model(std::string_view bytes);
void run_options(std::string_view bytes);
void run_pack(std::string_view bytes);
void run_packed(std::string_view bytes);
void run_pattern(std::string_view bytes);
void run_pipeline(std::string_view bytes);
void run_rules(std::string_view bytes);
void run_snapshot(std::string_view bytes);
void run_statement(std::string_view bytes);
void run_store(std::string_view bytes);
void run_tables(std::string_view bytes);
void run_text(std::string_view bytes);
void run_url(std::string_view bytes);
void run_warc(std::string_view bytes);
std::vector<std::string> model_seeds();
std::vector<std::string> pack_seeds();
std::vector<std::string> packed_seeds();
std::vector<std::string> snapshot_seeds();
std::vector<std::string> store_seeds();

/// Ends the process with a message unless `holds`; in a build without asserts too.
void expect(bool holds, std::string_view what);
/// The value of what must not fail.
template <class Made>
Made must(Result<Made> made) {
  if (!made) expect(false, to_string(made.error()));
  if constexpr (!std::is_void_v<Made>) return *std::move(made);
}

/// An error that a user can act on.
void expect_told(const Error& error);

/// The file or folder called `name` in the source tree.
[[nodiscard]] std::filesystem::path source(std::string_view name);
/// A folder for the files of this process, empty at its start.
[[nodiscard]] const std::filesystem::path& scratch();
/// Writes a file of that folder anew: what has mapped the old one keeps it. Gives its path.
std::filesystem::path write(std::string_view name, std::string_view bytes);
[[nodiscard]] std::string slurp(const std::filesystem::path& file);

/// Cuts an input of several files: "== NAME" on a line of its own begins one. Nothing comes before the first.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> files_of(std::string_view bytes);

/// Reads all articles that the bytes hold, as open_articles() does, and checks each; the reader must come to an end.
[[nodiscard]] std::vector<Article> read_articles(std::string_view format, std::string_view bytes);

/// The shipped catalogue, loaded once.
[[nodiscard]] std::shared_ptr<const Catalogue> shipped_catalogue();
/// All that exports of `graph` must be whatever its texts hold: XML that libxml2 reads, JSON, RDF, tables with the same number of cells.
void check_exports(const KnowledgeGraph& graph);

}  // namespace entente::fuzz
