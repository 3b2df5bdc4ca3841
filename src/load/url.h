#pragma once

#include <string>
#include <string_view>

#include "entente/result.h"

namespace entente::internal {

/// A URL in its parts (RFC 3986), name and password with their percent signs resolved.
struct Url {
  std::string scheme;       ///< In lower case, without "://".
  std::string user, password;
  std::string host;         ///< With brackets if it is an IPv6 address.
  std::string port;         ///< Empty if none is given.
  std::string path, query;  ///< From "/" and from "?" on; empty if missing.
};
/// Errors: Syntax; the message shows no password.
[[nodiscard]] Result<Url> parse_url(std::string_view text);

/// "reader:***@host:1/path"
[[nodiscard]] std::string shown(const Url& url);

/// `message` with *** wherever a password stands that `url` holds, written either way.
[[nodiscard]] std::string hide_secret(std::string message, std::string_view text, const Url& url);

/// Bytes that may not stand in the value of a query as %XX.
[[nodiscard]] std::string percent_encoded(std::string_view text);

}  // namespace entente::internal
