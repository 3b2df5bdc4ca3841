#pragma once

#include <ostream>
#include <string_view>

#include "entente/exporter.h"
#include "export/page.h"

namespace entente::test {

/// Stands for the page that npm builds, whose bytes change with its packages and which a build without npm lacks.
inline constexpr std::string_view kPage =
    "<!doctype html>\n<title>A page for tests</title>\n<script type=\"application/json\">%ENTENTE_DATA%</script>\n";

/// What `exporter` writes; of the web page, what it makes of kPage.
[[nodiscard]] inline Result<void> write_export(const Exporter& exporter, const KnowledgeGraph& graph, std::ostream& out, const ExportOptions& options = {}) {
  return exporter.info().name == "html" ? internal::write_page(kPage, graph, out, options) : exporter.write(graph, out, options);
}

}  // namespace entente::test
