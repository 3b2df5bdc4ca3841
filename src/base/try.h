#pragma once

#include <utility>

/// Returns early with the error of `expression`, a Result. The one macro of the project.
#define ENTENTE_TRY(expression)                                                   \
  do {                                                                            \
    if (auto entente_try_result = (expression); !entente_try_result) [[unlikely]] \
      return std::unexpected(std::move(entente_try_result).error());              \
  } while (false)
