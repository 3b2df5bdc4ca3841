#include "load/http.h"

#ifdef ENTENTE_HTTP
#include <curl/curl.h>
#endif

#include <memory>

#include "base/text.h"

namespace entente::internal {

Error http_error(const HttpAnswer& answer, const Url& url, std::string_view cure) {
  if (answer.status == 401 || answer.status == 403)
    return {ErrorCode::Io, "the server refuses the name or the password; write them as " + url.scheme + "://NAME:PASSWORD@" + url.host + "…, with % + hex digits for special characters", {shown(url)}};
  const std::string said = single_blanks(repair_utf8(std::string_view(answer.body).substr(0, 300)));
  return {ErrorCode::Io, "the server answers with status " + std::to_string(answer.status) + (said.empty() ? "" : " (" + said + ")") + (cure.empty() ? "" : "; " + std::string(cure)), {shown(url)}};
}

#ifdef ENTENTE_HTTP

namespace {

using Curl = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;

std::size_t keep(char* bytes, std::size_t size, std::size_t count, void* answer) {
  auto& body = static_cast<HttpAnswer*>(answer)->body;
  if (body.size() < kMaxAnswerBytes) body.append(bytes, size * count);
  return size * count;
}

std::string why(CURLcode code, const char* told) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST: return "there is no such host; is the name right?";
    case CURLE_COULDNT_CONNECT: return "cannot connect; does the server run there, and is the port right?";
    case CURLE_OPERATION_TIMEDOUT: return "the server does not answer";
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION: return "no secure connection (" + std::string(told) + ")";
    default: return *told ? told : curl_easy_strerror(code);
  }
}

}  // namespace

Result<HttpAnswer> send(const HttpRequest& request, const Url& url) {
  constexpr long kConnectSeconds = 10, kSilentSeconds = 120;
  const Curl curl(curl_easy_init(), curl_easy_cleanup);
  curl_slist* list = nullptr;
  for (const std::string& header : request.headers) list = curl_slist_append(list, header.c_str());
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(list, curl_slist_free_all);
  HttpAnswer answer;
  char told[CURL_ERROR_SIZE] = "";
  curl_easy_setopt(curl.get(), CURLOPT_URL, request.address.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl.get(), CURLOPT_CUSTOMREQUEST, request.method.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, request.body.data());
  curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  curl_easy_setopt(curl.get(), CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_LOW_SPEED_TIME, kSilentSeconds);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, keep);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &answer);
  curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, told);
  if (!url.user.empty()) {
    curl_easy_setopt(curl.get(), CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
    curl_easy_setopt(curl.get(), CURLOPT_USERNAME, url.user.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_PASSWORD, url.password.c_str());
  }
  if (const CURLcode code = curl_easy_perform(curl.get()); code != CURLE_OK)
    return std::unexpected(Error{ErrorCode::Io, why(code, told), {shown(url)}});
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  answer.status = static_cast<int>(status);
  return answer;
}

#else

Result<HttpAnswer> send(const HttpRequest&, const Url& url) {
  return std::unexpected(Error{ErrorCode::Unsupported, "this build cannot speak HTTP; install libcurl4-openssl-dev and configure it again", {shown(url)}});
}

#endif

}  // namespace entente::internal
