#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "load/url.h"

namespace entente::internal {

struct HttpRequest {
  std::string method;   ///< "PUT", "POST", "DELETE"
  std::string address;  ///< Without name and password.
  std::vector<std::string> headers;
  std::string_view body;
};
struct HttpAnswer {
  int status = 0;
  std::string body;  ///< At most kMaxAnswerBytes of it.
};
inline constexpr std::size_t kMaxAnswerBytes = 64 << 20;

/// Sends a request with the name and password of `url`, if it has any, and waits for the answer. Errors: Unsupported if
/// this build has no HTTP; Io with the cure if the server cannot be reached.
[[nodiscard]] Result<HttpAnswer> send(const HttpRequest& request, const Url& url);

/// The error for a status that is no success, with the first words of what the server says.
[[nodiscard]] Error http_error(const HttpAnswer& answer, const Url& url, std::string_view cure);

}  // namespace entente::internal
