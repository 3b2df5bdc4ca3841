// Stands in for what web/ builds where there is no npm.
#include "export/page.h"

namespace entente::internal {

std::string_view page_template() noexcept { return {}; }

}  // namespace entente::internal
