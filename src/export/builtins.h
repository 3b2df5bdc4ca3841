#pragma once

#include <memory>

#include "entente/exporter.h"

namespace entente::internal {

// One function a format; builtins.cpp lists them.
[[nodiscard]] std::unique_ptr<const Exporter> csv_exporter();
[[nodiscard]] std::unique_ptr<const Exporter> dot_exporter();
[[nodiscard]] std::unique_ptr<const Exporter> events_exporter();
[[nodiscard]] std::unique_ptr<const Exporter> gexf_exporter();
[[nodiscard]] std::unique_ptr<const Exporter> graphml_exporter();
[[nodiscard]] std::unique_ptr<const Exporter> html_exporter();
[[nodiscard]] std::unique_ptr<const Exporter> jsonld_exporter();
[[nodiscard]] std::unique_ptr<const Exporter> neo4j_exporter();
[[nodiscard]] std::unique_ptr<const Exporter> nquads_exporter();
[[nodiscard]] std::unique_ptr<const Exporter> postgres_exporter();
[[nodiscard]] std::unique_ptr<const Exporter> sqlite_exporter();
[[nodiscard]] std::unique_ptr<const Exporter> turtle_exporter();

}  // namespace entente::internal
