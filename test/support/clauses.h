#pragma once

#include <algorithm>
#include <string>

#include "entente/document.h"

namespace entente::testing {

/// The clauses of a document as lines for people and for the expected.txt of a case.
inline std::string print_clauses(const Document& doc) {
  std::string out;
  const auto number = [](std::uint32_t index) { return "#" + std::to_string(index); };
  for (std::uint32_t i = 0; i < doc.clauses.size(); ++i) {
    const Clause& clause = doc.clauses[i];
    out += number(i) + " " + clause.lemma + " [" + std::string(text_of(doc, clause.words)) + "] " + std::string(to_string(clause.construction));
    if (clause.polarity == Polarity::Negative) out += " negative";
    if (clause.modality != Modality::Actual) out += " " + std::string(to_string(clause.modality));
    if (clause.reporting) out += " reporting";
    if (clause.implied) out += " implied";
    if (clause.governor) out += ", " + std::string(to_string(clause.link)) + " of " + number(*clause.governor);
    if (clause.said_in) out += ", said in " + number(*clause.said_in);
    out += '\n';
    for (const Argument& argument : clause.arguments) {
      out += "  " + std::string(to_string(argument.role));
      if (!argument.marker.empty()) out += ":" + argument.marker;
      out += argument.borrowed ? " < [" : " [";
      out += std::string(text_of(doc, argument.tokens)) + "]";
      if (argument.clause) out += " = " + number(*argument.clause);
      out += '\n';
    }
  }
  return out;
}

}  // namespace entente::testing
