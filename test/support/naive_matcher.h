#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "entente/catalogue.h"
#include "entente/document.h"

namespace entente::test {

/// Applies the rules of one relation file, as JSON, to every clause in turn: no index, no numbers, no shared code with
/// the engine. Knows what the random rules of the property test hold. Gives sorted "subject relation object polarity modality".
[[nodiscard]] std::vector<std::string> match_naively(const std::vector<internal::Json>& files, const Document& doc, const Catalogue& catalogue);

}  // namespace entente::test
