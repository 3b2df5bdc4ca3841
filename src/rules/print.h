#pragma once

#include <string>

#include "rules/rule.h"

namespace entente::internal {

/// The shortest decimal that reads back to `value`.
[[nodiscard]] std::string number_text(double value);
/// A test as its rule file has it, on one line.
[[nodiscard]] std::string print_test(const Test& test);

}  // namespace entente::internal
