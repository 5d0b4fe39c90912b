// SPDX-License-Identifier: EUPL-1.2
#include "sync/desk_client.h"

#include <algorithm>
#include <condition_variable>
#include <iterator>
#include <mutex>
#include <thread>
#include <utility>

#include "codec/wire/help_wire.h"
#include "codec/wire/service_time.h"
#include "sync/courier.h"
#include "sync/event_stream.h"
#include "sync/http.h"

namespace lotse::sync {
namespace {

/// What a reply that is not a success means.
Error problem_of(const HttpReply& reply) {
    Error error{Kind::Transient, "queue service", "HTTP " + std::to_string(reply.status)};
    if (const auto problem = codec::read_problem(reply.body)) {
        error = *problem;
    } else if (reply.status >= 400 && reply.status < 500 && reply.status != 408 &&
               reply.status != 429) {
        error.kind = Kind::Refused;
    }
    if (reply.retry_after.count() > 0) {
        error.detail += "; try again in " + std::to_string(reply.retry_after.count()) + " s";
    }
    return error;
}

const std::string kSince = "since=";

template <class Callback, class... Values>
void tell(const Callback& callback, const Values&... values) {
    if (callback) {
        callback(values...);
    }
}

class HttpsDeskClient final : public DeskClient {
public:
    HttpsDeskClient(std::unique_ptr<HttpsConnection> calls,
                    std::unique_ptr<HttpsConnection> changes, std::string room,
                    std::vector<std::string> languages)
        : m_room(std::move(room)),
          m_languages(std::move(languages)),
          m_calls(std::move(calls)),
          m_changes(std::move(changes)) {}

    ~HttpsDeskClient() override {
        stop_changes();
        forget_token();
    }

    Result<codec::Session> log_in(const std::string& account, const Prove& prove,
                                  const std::string& device) override {
        m_device = device;
        Result<codec::Session> session = enter(account, prove);
        m_device.clear();
        return session;
    }

    Result<codec::CentreReply> centre() override {
        const Result<HttpReply> reply = call("GET", "/v1/centre", "");
        if (!reply) {
            return reply.error();
        }
        return reply->status == 200 ? codec::read_centre(reply->body) : problem_of(*reply);
    }

    Result<void> change_password(const codec::NewPassword& change) override {
        std::string body = codec::write_new_password(change);
        Result<void> changed = done(call("POST", "/v1/account/password", body), 204);
        wipe_string(body);
        return changed;
    }

    Result<void> accept_invitation(const codec::Acceptance& acceptance) override {
        std::string body = codec::write_acceptance(acceptance);
        Result<void> accepted = done(call("POST", "/v1/account/keys", body), 204);
        wipe_string(body);
        forget_token();
        return accepted;
    }

    Result<void> log_out() override {
        m_listed.reset();
        stop_changes();
        const Result<HttpReply> reply = call("DELETE", "/v1/session", "");
        forget_token();
        if (!reply) {
            return reply.error();
        }
        if (reply->status != 204 && reply->status != 401) {
            return problem_of(*reply);
        }
        return {};
    }

    Result<void> confirm_clock(WallTime now) override {
        const Result<HttpReply> reply = call("POST", "/v1/clock", codec::write_clock_word(now));
        if (!reply) {
            return reply.error();
        }
        if (reply->status != 204) {
            return problem_of(*reply);
        }
        return {};
    }

    std::chrono::seconds retry_after() const override { return m_retry_after; }

    bool signed_in() const override {
        const std::lock_guard lock(m_mutex);
        return !m_token.empty();
    }

    Result<codec::Listing> list(const std::string& day) override {
        if (!day.empty()) {
            return all_pages("day=" + day);
        }
        if (std::optional<Result<codec::Listing>> listed = list_changes()) {
            return std::move(*listed);
        }
        return remembered(all_pages(""));
    }

    Result<std::optional<QueueEntry>> call_next(
        const std::optional<std::vector<IntakeId>>& known) override {
        const Result<HttpReply> reply =
            call("POST", "/v1/call-next", codec::write_call_next({known, m_room, m_languages}));
        if (!reply) {
            return reply.error();
        }
        if (reply->status == 204) {
            return std::optional<QueueEntry>();
        }
        if (reply->status != 200) {
            return problem_of(*reply);
        }
        Result<QueueEntry> entry = codec::read_entry(reply->body);
        if (!entry) {
            return entry.error();
        }
        return std::optional<QueueEntry>(std::move(entry).value());
    }

    Result<QueueEntry> act(const IntakeId& id, QueueAction action, std::int64_t revision,
                           ActionReason reason) override {
        const std::string room = action == QueueAction::Call ? m_room : std::string();
        const Result<HttpReply> reply = call("POST", "/v1/intakes/" + to_hex(id) + "/actions",
                                             codec::write_action({action, revision, reason, room}));
        if (!reply) {
            return reply.error();
        }
        return reply->status == 200 ? codec::read_entry(reply->body) : problem_of(*reply);
    }

    Result<Bytes> envelope(const IntakeId& id) override { return read_intake(id, ""); }
    Result<Bytes> envelope_for_name(const IntakeId& id) override {
        return read_intake(id, "?for=name");
    }
    Result<Bytes> envelope_to_check(const IntakeId& id) override {
        return read_intake(id, "?for=check");
    }

    Result<void> raise(const codec::AlarmReport& report) override {
        return done(call("POST", "/v1/alarms", codec::write_alarm(report)), 204);
    }

    Result<AuditHeads> audit_heads(std::optional<std::int64_t> after) override {
        const std::string query = after ? "?after=" + std::to_string(*after) : std::string();
        const Result<HttpReply> reply = call("GET", "/v1/audit/heads" + query, "");
        if (!reply) {
            return reply.error();
        }
        return reply->status == 200 ? codec::read_audit_heads(reply->body) : problem_of(*reply);
    }

    Result<void> sign_audit_head(const std::string& document) override {
        return done(call("POST", "/v1/audit/heads", document, "application/octet-stream"), 204);
    }

    Result<codec::DueList> due() override {
        const Result<HttpReply> reply = call("GET", "/v1/due", "");
        if (!reply) {
            return reply.error();
        }
        return reply->status == 200 ? codec::read_due(reply->body) : problem_of(*reply);
    }

    Result<std::vector<codec::SignedReport>> terminals() override {
        return signed_words("/v1/terminals");
    }

    Result<std::vector<codec::SignedReport>> help_calls() override {
        return signed_words("/v1/help");
    }

    Result<void> end_help_call(const std::string& terminal, std::int64_t call_count) override {
        return done(
            call("POST", "/v1/help/" + terminal + "/done", codec::write_help_done(call_count)),
            204);
    }

    Result<void> put_keys(std::int64_t serial, const std::string& document) override {
        return done(
            call("PUT", "/v1/keys/" + std::to_string(serial), document, "application/octet-stream"),
            204);
    }

    Result<void> put_people(std::int64_t serial, const std::string& document) override {
        return done(call("PUT", "/v1/people/" + std::to_string(serial), document,
                         "application/octet-stream"),
                    204);
    }

    Result<std::vector<codec::ListedAccount>> accounts() override {
        const Result<HttpReply> reply = call("GET", "/v1/accounts", "");
        if (!reply) {
            return reply.error();
        }
        return reply->status == 200 ? codec::read_accounts(reply->body) : problem_of(*reply);
    }

    Result<void> invite(const codec::Invitation& invitation) override {
        std::string body = codec::write_invitation(invitation);
        Result<void> invited = done(call("POST", "/v1/accounts", body), 204);
        wipe_string(body);
        return invited;
    }

    Result<void> give_access(const codec::AccessGiven& access) override {
        return done(call("POST", "/v1/grants", codec::write_access(access)), 204);
    }

    Result<void> propose(const codec::ProposedVersion& proposed) override {
        return done(call("POST", "/v1/proposals", codec::write_proposed(proposed)), 204);
    }

    Result<void> unblock(const std::string& account) override {
        return done(call("POST", "/v1/unblock", codec::write_log_in_start(account)), 204);
    }

    Result<LogInTerms> terms(const std::string& account) override {
        const Result<HttpReply> reply =
            call("POST", "/v1/log-in", codec::write_log_in_start(account));
        if (!reply) {
            return reply.error();
        }
        return reply->status == 200 ? codec::read_log_in_terms(reply->body) : problem_of(*reply);
    }

    Result<codec::ConfigurationList> list_configurations() override {
        const Result<HttpReply> reply = call("GET", "/v1/configurations", "");
        if (!reply) {
            return reply.error();
        }
        return reply->status == 200 ? codec::read_configurations(reply->body) : problem_of(*reply);
    }

    Result<std::string> fetch_configuration(std::int64_t version) override {
        Result<HttpReply> reply = call("GET", path_of(version), "");
        if (!reply) {
            return reply.error();
        }
        if (reply->status != 200) {
            return problem_of(*reply);
        }
        return std::move(reply->body);
    }

    Result<void> publish_configuration(std::int64_t version, const std::string& bundle,
                                       const std::string& preview) override {
        return done(call("PUT", path_of(version) + (preview.empty() ? "" : "?preview=" + preview),
                         bundle, "application/octet-stream"),
                    201);
    }

    Result<void> release_configuration(std::int64_t version) override {
        return done(call("POST", path_of(version) + "/release", ""), 204);
    }

    void start_changes(ChangesEvents events) override {
        stop_changes();
        m_changes->resume();
        m_events = std::move(events);
        m_stopping = false;
        m_thread = std::thread([this] { follow(); });
    }

    void stop_changes() override {
        {
            const std::lock_guard lock(m_mutex);
            m_stopping = true;
        }
        m_signal.notify_all();
        m_changes->interrupt();
        if (m_thread.joinable()) {
            m_thread.join();
        }
    }

private:
    Result<std::vector<codec::SignedReport>> signed_words(const std::string& path) {
        const Result<HttpReply> reply = call("GET", path, "");
        if (!reply) {
            return reply.error();
        }
        return reply->status == 200 ? codec::read_terminals(reply->body) : problem_of(*reply);
    }

    Result<codec::Session> enter(const std::string& account, const Prove& prove) {
        m_listed.reset();
        m_retry_after = std::chrono::seconds{0};
        Result<HttpReply> reply = call("POST", "/v1/log-in", codec::write_log_in_start(account));
        if (!reply) {
            return reply.error();
        }
        if (reply->status != 200) {
            m_retry_after = reply->retry_after;
            return problem_of(*reply);
        }
        const Result<LogInTerms> told = codec::read_log_in_terms(reply->body);
        if (!told) {
            return told.error();
        }
        const Result<SecretText> proof = prove(*told);
        if (!proof) {
            return proof.error();
        }
        std::string body = codec::write_log_in({account, *proof});
        reply = call("POST", "/v1/session", body);
        wipe_string(body);
        if (!reply) {
            return reply.error();
        }
        if (reply->status != 200) {
            m_retry_after = reply->retry_after;
            return problem_of(*reply);
        }
        Result<codec::Session> session = codec::read_session(reply->body);
        wipe_string(reply->body);
        if (!session) {
            return session;
        }
        {
            const std::lock_guard lock(m_mutex);
            m_token = SecretText(session->token);
        }
        if (session->account != account || session->centre != told->centre) {
            static_cast<void>(log_out());
            return Error{Kind::Corrupt, "session",
                         "is of another account or centre than the log-in was for"};
        }
        return session;
    }

    static std::string path_of(std::int64_t version) {
        return "/v1/configurations/" + std::to_string(version);
    }

    /// Page after page, of one kind.
    Result<codec::Listing> all_pages(std::string query) {
        Result<codec::Listing> all = list_page(query, 0);
        if (all && !all->since && query.starts_with(kSince)) {
            query.clear();  // it answers with the list itself
        }
        std::int64_t after = 0;
        for (int pages = 1; all && all->page.next; ++pages) {
            if (*all->page.next <= after || pages == limits::kMostQueuePages) {
                return Error{Kind::Corrupt, "listing.next", "leads nowhere"};
            }
            after = *all->page.next;
            Result<codec::Listing> piece = list_page(query, after);
            if (!piece) {
                return piece;
            }
            if (piece->since != all->since || piece->epoch != all->epoch) {
                return Error{Kind::Transient, "listing", "is of another database by now"};
            }
            QueuePage& page = all->page;
            page.entries.insert(page.entries.end(),
                                std::make_move_iterator(piece->page.entries.begin()),
                                std::make_move_iterator(piece->page.entries.end()));
            page.damaged.insert(page.damaged.end(), piece->page.damaged.begin(),
                                piece->page.damaged.end());
            page.gone.insert(page.gone.end(), piece->page.gone.begin(), piece->page.gone.end());
            page.next = piece->page.next;
        }
        return all;
    }

    /// What a list of changes is applied to. Whatever else it said of the queue is not kept.
    Result<codec::Listing> remembered(Result<codec::Listing> all) {
        m_listed = all ? std::optional(*all) : std::nullopt;
        m_changes_listed = 0;
        return all;
    }

    /// The list as it was, with what changed since; nothing: it has to be asked for anew.
    std::optional<Result<codec::Listing>> list_changes() {
        if (!m_listed || m_listed->epoch.empty() || !m_listed->page.damaged.empty() ||
            m_changes_listed == limits::kListingsOfChanges) {
            return std::nullopt;
        }
        Result<codec::Listing> told =
            all_pages(kSince + std::to_string(m_listed->revision) + "&epoch=" + m_listed->epoch);
        if (!told) {
            return told.error().kind == Kind::Transient || !signed_in()
                       ? std::optional(std::move(told))
                       : std::nullopt;
        }
        if (!told->since) {
            return remembered(std::move(told));
        }
        if (told->since != m_listed->revision || told->epoch != m_listed->epoch ||
            told->day != m_listed->day || told->centre != m_listed->centre ||
            !told->page.damaged.empty()) {
            return std::nullopt;
        }
        ++m_changes_listed;
        QueuePage list = std::move(m_listed->page);
        apply_changes(list, std::move(told->page));
        told->page = std::move(list);
        told->since.reset();
        m_listed = *told;
        return told;
    }

    Result<codec::Listing> list_page(std::string query, std::int64_t after) {
        if (after > 0) {
            query += (query.empty() ? "after=" : "&after=") + std::to_string(after);
        }
        const Result<HttpReply> reply =
            call("GET", "/v1/queue" + (query.empty() ? "" : "?" + query), "");
        if (!reply) {
            return reply.error();
        }
        return reply->status == 200 ? codec::read_listing(reply->body) : problem_of(*reply);
    }

    static Result<void> done(const Result<HttpReply>& reply, long success) {
        if (!reply) {
            return reply.error();
        }
        return reply->status == success ? Result<void>() : Result<void>(problem_of(*reply));
    }

    std::vector<std::string> headers(const std::string& content_type = "application/json") const {
        const std::lock_guard lock(m_mutex);
        std::vector<std::string> out = {"Content-Type: " + content_type};
        if (!m_token.empty()) {
            out.push_back("Authorization: Bearer " + std::string(m_token.view()));
        }
        return out;
    }

    Result<Bytes> read_intake(const IntakeId& id, const std::string& query) {
        const Result<HttpReply> reply = call("GET", "/v1/intakes/" + to_hex(id) + query, "");
        if (!reply) {
            return reply.error();
        }
        if (reply->status != 200) {
            return problem_of(*reply);
        }
        return Bytes(reply->body.begin(), reply->body.end());
    }

    Result<HttpReply> call(const std::string& method, const std::string& path,
                           const std::string& body,
                           const std::string& content_type = "application/json") {
        HttpRequest request;
        request.method = method;
        request.path = path;
        request.headers = headers(content_type);
        if (!m_device.empty()) {
            request.headers.push_back(std::string(codec::kDeviceField) + ": " + m_device);
        }
        request.body = body.data();
        request.body_size = body.size();
        request.largest_reply = std::max(limits::kLargestReplyBytes, limits::kLargestBundleBytes);
        Result<HttpReply> reply = m_calls->exchange(request);
        for (std::string& header : request.headers) {
            wipe_string(header);
        }
        // At log-in a 401 is a wrong password, and there is no token to forget.
        if (reply && reply->status == 401) {
            forget_token();
        }
        return reply;
    }

    void forget_token() {
        const std::lock_guard lock(m_mutex);
        m_token = SecretText();
    }

    void follow() {
        std::string last_id;
        auto pause = limits::kFirstReconnectPause;
        while (!stopping()) {
            EventStreamReader reader;
            bool stands = false;
            const std::function<bool(std::string_view)> take = [&](std::string_view piece) {
                if (!std::exchange(stands, true)) {
                    pause = limits::kFirstReconnectPause;
                    tell(m_events.connected, true, Cause::None);
                }
                const Result<std::vector<StreamEvent>> events = reader.take(piece);
                if (!events) {
                    return false;
                }
                for (const StreamEvent& event : *events) {
                    const Result<codec::Change> change = codec::read_change(event.data);
                    if (change) {
                        last_id = event.id;
                        tell(m_events.changed, *change);
                    }
                }
                return true;
            };
            HttpRequest request;
            request.path = "/v1/changes";
            request.headers = headers();
            request.headers.push_back("Accept: text/event-stream");
            if (!last_id.empty()) {
                request.headers.push_back("Last-Event-ID: " + last_id);
            }
            // Two heartbeats may be lost before the line counts as dead.
            const Result<HttpReply> reply =
                m_changes->stream(request, 3 * limits::kHeartbeat, take);
            if (stopping()) {
                return;
            }
            if (reply && reply->status == 401) {
                forget_token();
                tell(m_events.session_ended);
                return;
            }
            // Also when it never stood: whoever opens the desk without a network is to know it.
            const Cause cause = reply ? problem_of(*reply).cause : reply.error().cause;
            tell(m_events.connected, false, cause == Cause::None ? Cause::NoAnswer : cause);
            wait(std::chrono::duration_cast<std::chrono::milliseconds>(
                pause * (0.5 + system_chance() / 2)));
            pause = std::min(2 * pause, limits::kLongestReconnectPause);
        }
    }

    bool stopping() const {
        const std::lock_guard lock(m_mutex);
        return m_stopping;
    }

    void wait(std::chrono::milliseconds pause) {
        std::unique_lock lock(m_mutex);
        m_signal.wait_for(lock, pause, [this] { return m_stopping; });
    }

    const std::string m_room;
    const std::vector<std::string> m_languages;
    std::unique_ptr<HttpsConnection> m_calls;
    std::unique_ptr<HttpsConnection> m_changes;
    mutable std::mutex m_mutex;
    std::condition_variable m_signal;
    SecretText m_token;
    std::chrono::seconds m_retry_after{0};   ///< the caller's thread only
    std::string m_device;                    ///< the same; while a log-in is made
    std::optional<codec::Listing> m_listed;  ///< the same: the last whole list, with what changed
    int m_changes_listed = 0;                ///< the same: since it was asked for as a whole
    ChangesEvents m_events;
    bool m_stopping = false;
    std::thread m_thread;
};

}  // namespace

Result<std::unique_ptr<DeskClient>> DeskClient::make(HttpsOptions options, std::string room,
                                                     std::vector<std::string> languages) {
    Result<std::unique_ptr<HttpsConnection>> calls = HttpsConnection::make(options);
    if (!calls) {
        return calls.error();
    }
    options.give_way = nullptr;  // nothing waits behind the stream
    Result<std::unique_ptr<HttpsConnection>> changes = HttpsConnection::make(std::move(options));
    if (!changes) {
        return changes.error();
    }
    return std::unique_ptr<DeskClient>(new HttpsDeskClient(std::move(calls).value(),
                                                           std::move(changes).value(),
                                                           std::move(room), std::move(languages)));
}

}  // namespace lotse::sync
