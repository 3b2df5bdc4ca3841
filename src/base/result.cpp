#include "entente/result.h"

namespace entente {

std::string to_string(const Error& error) {
  std::string out = error.where.file;
  if (error.where.line != 0) {
    if (out.empty()) out = "line ";
    else out += ':';
    out += std::to_string(error.where.line);
    if (error.where.column != 0) out += ':' + std::to_string(error.where.column);
  }
  return (out.empty() ? "" : out + ": ") + "error: " + error.message;
}

}  // namespace entente
