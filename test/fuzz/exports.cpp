// What every export must be, whatever the texts of the graph hold.
#include <libxml/parser.h>
#include <serd/serd.h>

#include <algorithm>
#include <optional>
#include <sstream>

#include "base/json.h"
#include "entente/exporter.h"
#include "fuzz.h"
#include "support/pages.h"

namespace entente::fuzz {

namespace {

void check_xml(const std::string& xml) {
  xmlDoc* document = xmlReadMemory(xml.data(), static_cast<int>(xml.size()), "export.xml", nullptr, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE);
  expect(document != nullptr, "XML that is not well-formed");
  xmlFreeDoc(document);
}

std::size_t statements_in(const std::string& rdf, SerdSyntax syntax) {
  std::size_t count = 0;
  if (rdf.empty()) return count;  // of a graph without facts; serd expects one statement at least
  const auto keep = [](void* counter, SerdStatementFlags, const SerdNode*, const SerdNode*, const SerdNode*, const SerdNode*, const SerdNode*, const SerdNode*) {
    ++*static_cast<std::size_t*>(counter);
    return SERD_SUCCESS;
  };
  SerdReader* reader = serd_reader_new(syntax, &count, nullptr, nullptr, nullptr, keep, nullptr);
  serd_reader_set_strict(reader, true);
  const bool read = serd_reader_read_string(reader, reinterpret_cast<const std::uint8_t*>(rdf.c_str())) == SERD_SUCCESS;
  serd_reader_free(reader);
  expect(read && rdf.find('\0') == std::string::npos, "RDF that serd refuses");
  return count;
}

/// RFC 4180, strictly: the cells of a row, and moves behind it; nullopt if it is none.
std::optional<std::size_t> cells_of_row(std::string_view& rest) {
  std::size_t cells = 1, at = 0;
  while (at < rest.size() && rest[at] != '\n') {
    if (rest[at] == '"') {
      for (++at; at < rest.size() && (rest[at] != '"' || rest.substr(at + 1).starts_with('"')); ++at) at += rest[at] == '"';
      if (at == rest.size() || (++at < rest.size() && rest[at] != ',' && rest[at] != '\r' && rest[at] != '\n')) return std::nullopt;
    } else {
      const std::size_t end = std::min(rest.find_first_of(",\n", at), rest.size());
      if (rest.substr(at, end - at).find('"') != std::string_view::npos) return std::nullopt;
      at = end;
    }
    if (at < rest.size() && rest[at] == '\r') ++at;
    if (at < rest.size() && rest[at] == ',') { ++at; ++cells; }
  }
  rest.remove_prefix(std::min(at + 1, rest.size()));
  return cells;
}

void check_csv(std::string_view text) {
  const auto wanted = cells_of_row(text);
  while (!text.empty()) expect(wanted && cells_of_row(text) == wanted, "a CSV row that is cut in another way");
}

void check_tsv(std::string_view text) {
  const auto wanted = std::ranges::count(text.substr(0, text.find('\n')), '\t');
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    expect(end != std::string_view::npos && std::ranges::count(text.substr(0, end), '\t') == wanted, "a row of a table that is cut in another way");
    text.remove_prefix(end + 1);
  }
}

/// No markup comes out of the data.
void check_page(std::string_view page) {
  const std::size_t begin = page.find("json\">") + 6, end = page.rfind("</script>");
  const std::string_view data = page.substr(begin, end - begin);
  expect(data.find('<') == std::string_view::npos && data.find("-->") == std::string_view::npos, "data of a page that an HTML parser takes for markup");
  (void)must(internal::parse_json(data, "page"));
}

void check_format(std::string_view name, const std::string& text) {
  if (name == "graphml" || name == "gexf") check_xml(text);
  if (name == "jsonld") (void)must(internal::parse_json(text, "export"));
  if (name == "nquads") expect(statements_in(text, SERD_NQUADS) == static_cast<std::size_t>(std::ranges::count(text, '\n')), "a quad of several lines");
  if (name == "turtle") (void)statements_in(text, SERD_TURTLE);
  if (name == "csv") check_csv(text);
  if (name == "events") check_tsv(text);
  if (name == "html") check_page(text);
}

}  // namespace

void check_exports(const KnowledgeGraph& graph) {
  static const ExporterRegistry kRegistry = ExporterRegistry::with_builtins();
  ExportOptions options;
  options.evidence = 2;
  for (const FormatInfo& format : kRegistry.formats()) {
    std::ostringstream out;
    must(test::write_export(*kRegistry.find(format.name), graph, out, options));
    check_format(format.name, out.str());
    if (!format.is_folder) continue;
    const auto check_file = [](std::string_view name, std::string_view text) -> Result<void> {
      expect(name.find('/') == std::string_view::npos && name.find("..") == std::string_view::npos, "a file of an export that leaves its folder");
      if (name.ends_with(".csv")) check_csv(text);
      return {};
    };
    must(kRegistry.find(format.name)->write_files(graph, check_file, options));
  }
}

}  // namespace entente::fuzz
