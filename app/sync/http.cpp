// SPDX-License-Identifier: EUPL-1.2
#include "sync/http.h"

#include <curl/curl.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <fstream>
#include <mutex>

#include "base/clock.h"
#include "codec/wire/service_time.h"
#include "sync/position_watch.h"

namespace lotse::sync {
namespace {

struct ListFree {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

struct EasyFree {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};

struct MultiFree {
    void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};

/// What the callbacks of one exchange fill.
struct Exchange {
    HttpReply reply;
    CURL* easy = nullptr;
    std::size_t largest = 0;
    bool too_large = false;
    const std::function<bool(std::string_view)>* on_data = nullptr;
    const std::function<void(const ServiceTime&)>* heard = nullptr;
    std::optional<QueuePosition> position;
};

std::size_t take_body(char* data, std::size_t, std::size_t size, void* to) {
    auto& exchange = *static_cast<Exchange*>(to);
    if (exchange.on_data != nullptr) {
        long status = 0;
        curl_easy_getinfo(exchange.easy, CURLINFO_RESPONSE_CODE, &status);
        if (status == 200) {
            return (*exchange.on_data)(std::string_view(data, size)) ? size : 0;
        }
    }
    if (exchange.reply.body.size() + size > exchange.largest) {
        exchange.too_large = true;
        return 0;
    }
    exchange.reply.body.append(data, size);
    return size;
}

/// The value of a header line, if the line is of the field `name`, in small letters.
std::optional<std::string_view> value_of(std::string_view line, std::string_view name) {
    const auto same = [](char lower, char c) {
        return c == lower || (c >= 'A' && c <= 'Z' && (c | 0x20) == lower);
    };
    if (line.size() <= name.size() || line[name.size()] != ':' ||
        !std::equal(name.begin(), name.end(), line.begin(), same)) {
        return std::nullopt;
    }
    line.remove_prefix(name.size() + 1);
    while (!line.empty() && line.front() == ' ') {
        line.remove_prefix(1);
    }
    return line;
}

std::size_t take_header(char* data, std::size_t, std::size_t size, void* to) {
    auto& exchange = *static_cast<Exchange*>(to);
    const std::string_view line(data, size);
    if (const auto wait = value_of(line, "retry-after")) {
        int seconds = 0;
        // The form with a date is ignored: it would need the wall clock, which may be wrong.
        if (std::from_chars(wait->data(), wait->data() + wait->size(), seconds).ec == std::errc{} &&
            seconds > 0) {
            const auto longest =
                std::chrono::duration_cast<std::chrono::seconds>(limits::kLongestRetryAfter);
            exchange.reply.retry_after = std::min(std::chrono::seconds{seconds}, longest);
        }
    } else if (const auto time = value_of(line, "lotse-time"); time && exchange.heard != nullptr) {
        if (const std::optional<ServiceTime> said = codec::read_service_time(*time)) {
            (*exchange.heard)(*said);
        }
    } else if (const auto position = value_of(line, "lotse-epoch")) {
        const std::size_t end = position->find_last_not_of(" \t\r\n");
        exchange.position = queue_position_from(position->substr(0, end + 1));
    } else if (const auto type = value_of(line, "content-type")) {
        exchange.reply.content_type = type->substr(0, type->find_first_of("; \t\r\n"));
    }
    return size;
}

/// libcurl's, before each hand-shake: the chain must be of the pinned CA, whatever the date.
CURLcode ignore_dates(CURL*, void* context, void*) {
    X509_VERIFY_PARAM* rules = SSL_CTX_get0_param(static_cast<SSL_CTX*>(context));
    return X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_NO_CHECK_TIME) == 1
               ? CURLE_OK
               : CURLE_SSL_CERTPROBLEM;
}

constexpr int kLongestPollMs = 200;

/// Why there was no reply, as far as somebody in front of a screen can do something about it.
Cause cause_of(CURLcode code) {
    return code == CURLE_PEER_FAILED_VERIFICATION ? Cause::Certificate : Cause::NoAnswer;
}

class CurlConnection final : public HttpsConnection {
public:
    CurlConnection(HttpsOptions options, CURLM* multi, CURL* easy)
        : m_options(std::move(options)), m_multi(multi), m_easy(easy) {}

    Result<HttpReply> exchange(const HttpRequest& request) override {
        return run(request, nullptr, std::chrono::seconds{0});
    }

    Result<HttpReply> stream(const HttpRequest& request, std::chrono::seconds silence,
                             const std::function<bool(std::string_view)>& on_data) override {
        return run(request, &on_data, silence);
    }

    void interrupt() override {
        m_interrupted = true;
        curl_multi_wakeup(m_multi.get());  // the one call of libcurl that other threads may make
    }
    void resume() override { m_interrupted = false; }

private:
    Result<HttpReply> run(const HttpRequest& request,
                          const std::function<bool(std::string_view)>* on_data,
                          std::chrono::seconds silence) {
        CURL* easy = m_easy.get();
        curl_easy_reset(easy);  // keeps the open connection and the TLS session

        Exchange exchange;
        exchange.easy = easy;
        exchange.largest = request.largest_reply;
        exchange.on_data = on_data;
        exchange.heard = m_options.heard ? &m_options.heard : nullptr;
        PositionWatch* const watch = m_options.position;
        const auto known = watch != nullptr ? watch->known() : std::nullopt;
        char reason[CURL_ERROR_SIZE] = "";

        const std::string url = m_options.base_url + request.path;
        curl_slist* first = nullptr;
        for (const std::string& header : request.headers) {
            first = curl_slist_append(first, header.c_str());
        }
        // Without the empty field curl waits a second for "100 Continue" before a larger body.
        first = curl_slist_append(first, "Expect:");
        const std::unique_ptr<curl_slist, ListFree> headers(first);

        curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
        curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "https");
        curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
        curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, reason);
        curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_3));
        curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
        curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
        curl_easy_setopt(easy, CURLOPT_CAINFO, m_options.ca_file.c_str());
        curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);
        curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, &ignore_dates);
        curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
        curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
        curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
                         static_cast<long>(m_options.connect_timeout.count()));
        if (on_data == nullptr) {
            curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS,
                             static_cast<long>(m_options.transfer_timeout.count()));
            curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 100L);
            curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME,
                             static_cast<long>(limits::kLowSpeedTimeout.count()));
        } else {
            curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
            curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(silence.count()));
        }
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers.get());
        curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
        if (request.method != "GET" && request.method != "DELETE") {
            curl_easy_setopt(easy, CURLOPT_POST, 1L);
            curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body == nullptr ? "" : request.body);
            curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE,
                             static_cast<curl_off_t>(request.body_size));
        }
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &take_body);
        curl_easy_setopt(easy, CURLOPT_WRITEDATA, &exchange);
        curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &take_header);
        curl_easy_setopt(easy, CURLOPT_HEADERDATA, &exchange);
        const CURLcode code = perform(easy);
        if (m_interrupted) {
            return Error{Kind::Transient, m_options.base_url, "interrupted"};
        }
        if (code == CURLE_ABORTED_BY_CALLBACK) {
            return Error{Kind::Transient, m_options.base_url,
                         "had no answer yet, and gave way to what somebody waits for",
                         Cause::NoAnswer};
        }
        curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &exchange.reply.status);
        if (code != CURLE_OK) {
            std::string detail = exchange.too_large ? "the reply exceeds its bound"
                                 : reason[0] != 0   ? reason
                                                    : curl_easy_strerror(code);
            return Error{Kind::Transient, m_options.base_url, std::move(detail), cause_of(code)};
        }
        if (watch != nullptr && exchange.position) {
            watch->hear(known, *exchange.position);
        }
        return std::move(exchange.reply);
    }

    /// Like curl_easy_perform, but wakes up at once for `interrupt`.
    CURLcode perform(CURL* easy) {
        if (curl_multi_add_handle(m_multi.get(), easy) != CURLM_OK) {
            return CURLE_FAILED_INIT;
        }
        CURLcode code = CURLE_ABORTED_BY_CALLBACK;
        const BootClock::time_point begin = BootClock::now();
        const auto given_up = [&] {
            return m_options.give_way &&
                   m_options.give_way(std::chrono::duration_cast<std::chrono::milliseconds>(
                       BootClock::now() - begin));
        };
        int running = 1;
        while (running > 0 && !m_interrupted && !given_up()) {
            if (curl_multi_perform(m_multi.get(), &running) != CURLM_OK ||
                (running > 0 &&
                 curl_multi_poll(m_multi.get(), nullptr, 0, kLongestPollMs, nullptr) != CURLM_OK)) {
                code = CURLE_RECV_ERROR;
                break;
            }
        }
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(m_multi.get(), &left)) {
            if (message->msg == CURLMSG_DONE) {
                code = message->data.result;
            }
        }
        curl_multi_remove_handle(m_multi.get(), easy);
        return code;
    }

    HttpsOptions m_options;
    std::unique_ptr<CURLM, MultiFree> m_multi;  // outlives the handle that uses its connections
    std::unique_ptr<CURL, EasyFree> m_easy;
    std::atomic<bool> m_interrupted{false};
};

}  // namespace

Result<std::unique_ptr<HttpsConnection>> HttpsConnection::make(HttpsOptions options) {
    static std::once_flag once;
    std::call_once(once, [] {
        curl_global_init(CURL_GLOBAL_DEFAULT);
        // OpenSSL writes to lines that the other side cut; that must be an error of this call, not
        // the program's end.
        std::signal(SIGPIPE, SIG_IGN);
    });
    while (!options.base_url.empty() && options.base_url.back() == '/') {
        options.base_url.pop_back();
    }
    if (!options.base_url.starts_with("https://")) {
        return Error{Kind::Unusable, options.base_url,
                     "the service's address must begin with https://"};
    }
    if (!std::ifstream(options.ca_file)) {
        return Error{Kind::Unusable, options.ca_file,
                     "the centre's CA certificate cannot be read; run the enrolment again"};
    }
    CURLM* multi = curl_multi_init();
    CURL* easy = curl_easy_init();
    if (multi == nullptr || easy == nullptr) {
        curl_easy_cleanup(easy);
        curl_multi_cleanup(multi);
        return Error{Kind::Transient, options.base_url, "libcurl could not start"};
    }
    return std::unique_ptr<HttpsConnection>(new CurlConnection(std::move(options), multi, easy));
}

}  // namespace lotse::sync
