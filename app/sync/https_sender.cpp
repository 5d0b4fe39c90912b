// SPDX-License-Identifier: EUPL-1.2
#include "sync/https_sender.h"

#include <utility>

#include "codec/wire/wire.h"
#include "core/reason.h"
#include "sync/http.h"

namespace lotse::sync {
namespace {

std::string shortened(std::string text) {
    if (text.size() > limits::kLongestReasonBytes) {
        text.resize(limits::kLongestReasonBytes);
    }
    return text;
}

Attempt read_reply(const HttpReply& reply, const IntakeId& id) {
    Attempt attempt;
    attempt.contact = true;
    attempt.reason = "HTTP " + std::to_string(reply.status);
    attempt.retry_after = reply.retry_after;
    if (reply.status == 200 || reply.status == 201) {
        const Result<codec::Receipt> receipt = codec::read_receipt(reply.body);
        if (!receipt || receipt->id != id) {
            attempt.reason += " without a receipt for this intake";
            return attempt;
        }
        attempt.outcome = Attempt::Outcome::Accepted;
        attempt.acknowledged = receipt->digest;
        return attempt;
    }
    if (const auto problem = codec::read_problem(reply.body)) {
        Error told = *problem;
        told.detail = to_string(*problem);
        told.where = attempt.reason;
        attempt.reason = shortened(written_reason(told));
        const bool final_status = reply.status == 400 || reply.status == 403 ||
                                  reply.status == 409 || reply.status == 413;
        const bool final_kind = problem->kind == Kind::Refused || problem->kind == Kind::Corrupt;
        if (final_status && final_kind) {
            attempt.outcome =
                problem->cause == Cause::Gone ? Attempt::Outcome::Gone : Attempt::Outcome::Refused;
        }
    }
    return attempt;
}

class HttpsSender final : public IntakeSender {
public:
    explicit HttpsSender(std::unique_ptr<HttpsConnection> connection)
        : m_connection(std::move(connection)) {}

    Attempt send(const OutboxEntry& entry, const Bytes& envelope) override {
        HttpRequest request;
        request.method = "PUT";
        request.path = "/v1/intakes/" + to_hex(entry.header.id);
        request.headers = {"Content-Type: application/octet-stream", "Accept: application/json"};
        request.body = envelope.data();
        request.body_size = envelope.size();
        const Result<HttpReply> reply = m_connection->exchange(request);
        if (!reply) {
            Attempt attempt;
            attempt.reason = shortened(to_string(reply.error()));
            return attempt;
        }
        return read_reply(*reply, entry.header.id);
    }

    void interrupt() override { m_connection->interrupt(); }

private:
    std::unique_ptr<HttpsConnection> m_connection;
};

}  // namespace

Result<std::unique_ptr<IntakeSender>> make_https_sender(HttpsOptions options) {
    Result<std::unique_ptr<HttpsConnection>> connection = HttpsConnection::make(std::move(options));
    if (!connection) {
        return connection.error();
    }
    return std::unique_ptr<IntakeSender>(new HttpsSender(std::move(connection).value()));
}

}  // namespace lotse::sync
