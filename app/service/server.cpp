// SPDX-License-Identifier: EUPL-1.2
// The one file that includes Beast: it takes half a minute and over a gigabyte to compile.
#include "service/server.h"

#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <limits>
#include <map>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "codec/wire/staff_wire.h"
#include "codec/wire/wire.h"
#include "service/connection_book.h"
#include "service/http_rules.h"
#include "service/peer_quota.h"
#include "service/replies.h"

namespace lotse::service {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace ssl = asio::ssl;
using Tcp = asio::ip::tcp;
using boost::system::error_code;

constexpr auto kToken = asio::as_tuple(asio::use_awaitable);
using Parser = http::request_parser<http::vector_body<std::uint8_t>>;

struct Connection {
    Connection(Tcp::socket socket, ssl::context& tls)
        : stream(beast::tcp_stream(std::move(socket)), tls),
          wake(stream.get_executor()),
          buffer(limits::kReadBufferBytes) {
        rest();
    }

    beast::tcp_stream& tcp() { return beast::get_lowest_layer(stream); }

    // Only touched on the connection's strand.
    beast::ssl_stream<beast::tcp_stream> stream;
    asio::basic_waitable_timer<BootClock> wake;  ///< cancelled when there is something to do
    /// A request may have held a proof: nothing of it waits here until another one is read over it.
    void forget_read() {
        if (buffer.size() == 0) {
            buffer.clear();
            const auto room = buffer.prepare(buffer.capacity());
            OPENSSL_cleanse(room.data(), room.size());
        }
    }
    beast::flat_buffer buffer;
    std::uint64_t key = 0;
    PeerAddress from;
    bool trusted = false;
    Standing standing = Standing::Stranger;
    std::string who;   ///< whose standing it is
    bool idle = true;  ///< between two requests
    bool stopping = false;
    /// Also read where connections are taken: since when it waits for its other side, else
    /// `kWorks`.
    std::atomic<Instant::rep> resting;
    void rest() {
        idle = true;
        resting = monotonic_now().count();
    }
    void work() {
        idle = false;
        resting = kWorks;
    }
    static constexpr Instant::rep kWorks = std::numeric_limits<Instant::rep>::max();
    std::optional<Reply> reply;
    std::optional<ChangeHub::News> news;
};

using Shared = std::shared_ptr<Connection>;

std::string token_of(const http::request_header<>& header) {
    constexpr std::string_view kBearer = "Bearer ";
    const auto authorization = header[http::field::authorization];
    return authorization.starts_with(kBearer) ? std::string(authorization.substr(kBearer.size()))
                                              : std::string();
}

Request request_from(Parser& parser, const Connection& connection) {
    auto& message = parser.get();
    Request request;
    request.from = connection.from;
    request.trusted = connection.trusted;
    request.standing = connection.standing;
    request.who = connection.who;
    request.method = std::string(message.method_string());
    const std::string target(origin_form(message.target()));
    const std::size_t question = target.find('?');
    request.path = target.substr(0, question);
    if (question != std::string::npos) {
        request.query = target.substr(question + 1);
    }
    request.token = token_of(message.base());
    request.content_type = std::string(message[http::field::content_type]);
    request.device = std::string(message[codec::kDeviceField]);
    request.last_event_id = std::string(message["Last-Event-ID"]);
    request.body = std::move(message.body());
    return request;
}

std::string_view bytes_of(const beast::flat_buffer& buffer) {
    const auto data = buffer.data();
    return {static_cast<const char*>(data.data()), data.size()};
}

class BeastServer final : public Server {
public:
    BeastServer(ServerOptions options, Api& api, Log log)
        : m_options(std::move(options)),
          m_api(api),
          m_log(std::move(log)),
          m_io(m_options.threads),
          m_strand(asio::make_strand(m_io)),
          m_acceptor(m_strand),
          m_drain(m_strand),
          m_book(m_options.connections, [this](std::uint64_t key) -> std::optional<Instant> {
              const Shared connection = m_connections.at(key).lock();
              const Instant::rep since =
                  connection ? connection->resting.load() : Connection::kWorks;
              return since == Connection::kWorks ? std::nullopt : std::optional(Instant{since});
          }) {}

    Result<void> open() {
        const auto unusable = [](const std::string& where, const std::string& detail) {
            return Error{Kind::Unusable, where, detail};
        };
        error_code ec;
        m_tls.use_certificate_chain_file(m_options.certificate, ec);
        if (ec) {
            return unusable(m_options.certificate,
                            "is not a readable PEM certificate: " + ec.message());
        }
        m_tls.use_private_key_file(m_options.private_key, ssl::context::pem, ec);
        if (ec) {
            return unusable(m_options.private_key,
                            "is not the readable PEM key of the certificate: " + ec.message());
        }
        SSL_CTX_set_min_proto_version(m_tls.native_handle(), TLS1_3_VERSION);
        SSL_CTX_set_mode(m_tls.native_handle(), SSL_MODE_RELEASE_BUFFERS);
        SSL_CTX_set_num_tickets(m_tls.native_handle(), 1);

        const std::string where = m_options.address + ":" + std::to_string(m_options.port);
        const asio::ip::address address = asio::ip::make_address(m_options.address, ec);
        if (ec) {
            return unusable(where, "listen.address is not an IPv4 or IPv6 address");
        }
        const Tcp::endpoint endpoint(address, m_options.port);
        m_acceptor.open(endpoint.protocol(), ec);
        if (!ec) m_acceptor.set_option(asio::socket_base::reuse_address(true), ec);
        if (!ec) m_acceptor.bind(endpoint, ec);
        if (!ec) m_acceptor.listen(asio::socket_base::max_listen_connections, ec);
        if (ec) {
            return unusable(where, "cannot listen here: " + ec.message() +
                                       "; choose another listen.address or listen.port");
        }
        m_port = m_acceptor.local_endpoint().port();
        return {};
    }

    std::uint16_t port() const override { return m_port; }

    void run() override {
        asio::co_spawn(m_strand, accept(), finished("accept"));
        std::vector<std::thread> threads;
        for (int i = 1; i < m_options.threads; ++i) {
            threads.emplace_back([this] { m_io.run(); });
        }
        m_io.run();
        for (std::thread& thread : threads) {
            thread.join();
        }
    }

    void post(std::function<void()> job) override { asio::post(m_strand, std::move(job)); }

    void stop() override {
        asio::post(m_strand, [this] {
            if (std::exchange(m_stopping, true)) {
                return;
            }
            error_code ignored;
            m_acceptor.close(ignored);
            m_pause.cancel();
            for (const auto& [key, weak] : m_connections) {
                if (const Shared connection = weak.lock()) {
                    asio::post(connection->stream.get_executor(),
                               [connection] { ask_to_end(*connection); });
                }
            }
            m_drain.expires_after(limits::kDrainTimeout);
            m_drain.async_wait([this](error_code ec) {
                if (!ec) {
                    m_log(DrainTimedOut{});
                    m_io.stop();
                }
            });
            end_if_drained();
        });
    }

private:
    static void ask_to_end(Connection& connection) {
        connection.stopping = true;
        if (connection.idle) {
            connection.tcp().cancel();
        }
        connection.wake.cancel();
    }

    /// What becomes of a coroutine's exception: there should be none, and one connection's must not
    /// end the service.
    std::function<void(std::exception_ptr)> finished(const char* what) {
        return [this, what](const std::exception_ptr& failure) {
            if (!failure) {
                return;
            }
            try {
                std::rethrow_exception(failure);
            } catch (const std::exception& error) {
                m_log(TransportFailed{what, error.what()});
            }
        };
    }

    // On the acceptor's strand: m_connections, m_book, the budgets, m_stopping, m_drain.

    void end(const std::vector<std::uint64_t>& keys) {
        for (const std::uint64_t key : keys) {
            if (const Shared connection = m_connections.at(key).lock()) {
                asio::post(connection->stream.get_executor(),
                           [connection] { ask_to_end(*connection); });
            }
        }
        if (!keys.empty()) {
            tell(ConnectionGaveWay{keys.size()});
        }
    }

    /// Strangers do not fill the log.
    void tell(const LogEvent& event) {
        if (!m_told.charge(kToldAtOnce, kToldAMinute, monotonic_now())) {
            m_log(event);
        }
    }

    /// False: turned away.
    bool is_welcome(std::uint64_t key, const PeerAddress& from, bool shared) {
        const Instant now = monotonic_now();
        if (!shared &&
            (m_new_of_hosts.charge(from.host, now) || m_new_of_blocks.charge(from.block, now))) {
            return false;
        }
        const ConnectionBook::Place place = m_book.take(key, from, shared, now);
        end(place.ended);
        return place.taken;
    }

    void end_if_drained() {
        if (m_stopping && m_connections.empty()) {
            m_drain.cancel();
        }
    }

    asio::awaitable<void> accept() {
        while (!m_stopping) {
            Tcp::socket socket(asio::make_strand(m_io));
            const auto [ec] = co_await m_acceptor.async_accept(socket, kToken);
            if (m_stopping) {
                co_return;
            }
            if (ec) {
                // Out of descriptors: others end in a moment.
                m_pause.expires_after(std::chrono::milliseconds(100));
                co_await m_pause.async_wait(kToken);
                continue;
            }
            error_code ignored;
            const std::string address = socket.remote_endpoint(ignored).address().to_string();
            const PeerAddress from = peer_address(address);
            const bool shared = m_options.trusted.holds(address);
            const std::uint64_t key = m_next_key++;
            if (!is_welcome(key, from, shared)) {
                tell(ConnectionTurnedAway{});
                continue;  // closed; the other side comes back later
            }
            socket.set_option(Tcp::no_delay(true), ignored);
            const auto connection = std::make_shared<Connection>(std::move(socket), m_tls);
            connection->key = key;
            connection->from = from;
            connection->trusted = shared;
            m_connections[key] = connection;
            const auto ended =
                [this, key, log_failure = finished("connection")](const std::exception_ptr& error) {
                    log_failure(error);
                    asio::post(m_strand, [this, key] {
                        m_book.leave(key);
                        m_connections.erase(key);
                        end_if_drained();
                    });
                };
            asio::co_spawn(connection->stream.get_executor(), serve(connection), ended);
        }
    }

    asio::awaitable<void> serve(Shared connection) {
        Connection& c = *connection;
        c.tcp().expires_after(m_options.handshake_timeout);
        const auto [failed] = co_await c.stream.async_handshake(ssl::stream_base::server, kToken);
        if (failed) {
            co_return;
        }
        while (!c.stopping) {
            const bool goes_on = co_await serve_one(connection);
            if (!goes_on) {
                break;
            }
        }
        // Our close_notify goes out at once; nobody has to wait long for the other side's.
        c.tcp().expires_after(std::chrono::milliseconds(500));
        co_await c.stream.async_shutdown(kToken);
        c.tcp().close();
    }

    /// One request and its reply. False: the connection ends.
    asio::awaitable<bool> serve_one(Shared connection) {
        Connection& c = *connection;
        if (c.buffer.size() == 0) {
            c.rest();
            c.tcp().expires_after(m_options.keep_alive_timeout);
            const auto [ec, size] =
                co_await c.stream.async_read_some(c.buffer.prepare(1024), kToken);
            if (ec) {
                co_return false;
            }
            c.buffer.commit(size);
        }
        c.work();

        c.tcp().expires_after(m_options.header_timeout);
        std::size_t head = 0;
        while ((head = head_length(bytes_of(c.buffer))) == 0 &&
               c.buffer.size() <= limits::kLargestHttpHeaderBytes) {
            const auto [ec, size] =
                co_await c.stream.async_read_some(c.buffer.prepare(1024), kToken);
            if (ec) {
                co_return false;
            }
            c.buffer.commit(size);
        }
        if (head == 0 || head > limits::kLargestHttpHeaderBytes) {
            co_return co_await refuse(connection,
                                      problem(431, Kind::Refused, "header", "exceeds 8 KiB"));
        }
        if (const auto refused = refusal_of_head(bytes_of(c.buffer).substr(0, head))) {
            co_return co_await refuse(connection, problem(refused->status, Kind::Corrupt,
                                                          refused->where, refused->detail));
        }
        Parser parser;
        parser.header_limit(limits::kLargestHttpHeaderBytes);
        parser.body_limit(boost::none);  // checked below, per route
        const auto [header_ec, header_size] =
            co_await http::async_read_header(c.stream, c.buffer, parser, kToken);
        if (header_ec) {
            co_return co_await refuse(connection,
                                      problem(400, Kind::Corrupt, "request", "is not HTTP/1.1"));
        }

        const std::string method(parser.get().method_string());
        const std::string target(origin_form(parser.get().target()));
        const std::string path = target.substr(0, target.find('?'));
        if (auto refused = m_api.refusal(method, path, token_of(parser.get().base()))) {
            co_return co_await refuse(connection, std::move(*refused));
        }
        const std::size_t largest = Api::largest_body(method, path);
        if (parser.content_length().value_or(0) > largest) {
            co_return co_await refuse(connection, too_large(largest));
        }
        if (beast::iequals(parser.get()[http::field::expect], "100-continue")) {
            constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
            co_await asio::async_write(c.stream, asio::buffer(kContinue), kToken);
        }
        if (!parser.is_done()) {
            parser.body_limit(largest);
            c.tcp().expires_after(m_options.body_timeout);
            const auto [ec, size] = co_await http::async_read(c.stream, c.buffer, parser, kToken);
            if (ec == http::error::body_limit) {
                co_return co_await refuse(connection, too_large(largest));
            }
            if (ec == beast::error::timeout || ec == asio::error::eof ||
                ec == http::error::partial_message || ec == ssl::error::stream_truncated) {
                co_return false;
            }
            if (ec) {
                co_return co_await refuse(connection,
                                          problem(400, Kind::Corrupt, "body", "is not HTTP/1.1"));
            }
        }

        const bool keep_alive = parser.get().keep_alive();
        c.forget_read();
        Reply reply = co_await ask(connection, request_from(parser, c));
        if (reply.proof) {
            hear(connection, *reply.proof);
        }
        if (reply.stream) {
            co_await follow(connection, *reply.stream);
            co_return false;
        }
        co_return co_await send(connection, std::move(reply), keep_alive && !c.stopping);
    }

    /// It counts among those of whom it was heard from now on, unless their places are taken.
    void hear(const Shared& connection, const Proof& proof) {
        Connection& c = *connection;
        if (c.standing == proof.standing && c.who == proof.who) {
            return;
        }
        c.standing = proof.standing;
        c.who = proof.who;
        asio::post(m_strand, [this, key = c.key, proof] {
            end(m_book.prove(key, proof.standing, proof.who, monotonic_now()));
        });
    }

    static Reply too_large(std::size_t largest) {
        return problem(413, Kind::Refused, "body", "exceeds " + std::to_string(largest) + " bytes");
    }

    /// The Api's answer, waited for without a thread.
    asio::awaitable<Reply> ask(Shared connection, Request request) {
        Connection& c = *connection;
        c.reply.reset();
        c.tcp().expires_never();
        c.wake.expires_after(m_options.reply_timeout);
        m_api.handle(std::move(request), [connection](Reply reply) {
            asio::post(connection->stream.get_executor(),
                       [connection, reply = std::move(reply)]() mutable {
                           complete(reply);
                           connection->reply = std::move(reply);
                           connection->wake.cancel();
                       });
        });
        const auto deadline = c.wake.expiry();
        while (!c.reply && BootClock::now() < deadline) {
            co_await c.wake.async_wait(
                kToken);  // ends early also when the service is asked to stop
            c.wake.expires_at(deadline);
        }
        if (!c.reply) {
            c.stopping = true;  // else a late answer would be taken for that of the next request
            co_return problem(503, Kind::Transient, "", "the service did not finish in time");
        }
        co_return std::move(*c.reply);
    }

    asio::awaitable<bool> send(Shared connection, Reply reply, bool keep_alive) {
        Connection& c = *connection;
        http::response<http::string_body> message(static_cast<http::status>(reply.status), 11);
        message.set(http::field::cache_control, "no-store");
        message.set("X-Content-Type-Options", "nosniff");
        message.set(http::field::strict_transport_security, "max-age=31536000");
        if (!reply.content_type.empty()) {
            message.set(http::field::content_type, reply.content_type);
        }
        for (const auto& [name, value] : reply.headers) {
            message.set(name, value);
        }
        message.keep_alive(keep_alive);
        message.body() = std::move(reply.body);
        if (reply.status != 204) {
            message.prepare_payload();
        }
        c.tcp().expires_after(m_options.reply_timeout);
        const auto [ec, size] = co_await http::async_write(c.stream, message, kToken);
        co_return !ec && keep_alive;
    }

    /// Answers a request whose rest is not read, then reads and forgets a bounded part of it:
    /// closing with unread bytes would reset the line and could destroy the answer on its way.
    asio::awaitable<bool> refuse(Shared connection, Reply reply) {
        Connection& c = *connection;
        co_await send(connection, std::move(reply), false);
        const auto end = BootClock::now() + m_options.body_timeout;
        std::size_t discarded = 0;
        c.buffer.clear();
        while (discarded < limits::kMostDiscardedBytes && BootClock::now() < end) {
            c.tcp().expires_after(limits::kSilenceAfterRefusal);
            const auto [ec, size] = co_await c.stream.async_read_some(
                c.buffer.prepare(limits::kReadBufferBytes), kToken);
            if (ec) {
                break;
            }
            discarded += size;
        }
        co_return false;
    }

    /// Server-Sent Events until the desk goes, its session ends, or the service stops.
    asio::awaitable<void> follow(Shared connection, ChangeStream changes) {
        Connection& c = *connection;
        const auto tell = [weak = std::weak_ptr<Connection>(connection),
                           executor = c.stream.get_executor()](const ChangeHub::News& news) {
            asio::post(asio::bind_executor(executor, [weak, news] {
                if (const Shared desk = weak.lock()) {
                    desk->news = news;
                    desk->wake.cancel();
                }
            }));
        };
        c.news.reset();
        const auto end = [weak = std::weak_ptr<Connection>(connection),
                          executor = c.stream.get_executor()] {
            asio::post(asio::bind_executor(executor, [weak] {
                if (const Shared desk = weak.lock()) {
                    ask_to_end(*desk);
                }
            }));
        };
        const ChangeHub::Subscription subscription = m_api.hub().subscribe(changes, tell, end);
        if (!subscription) {
            Reply full =
                problem(503, Kind::Transient, "changes", "too many desks follow the queue");
            full.headers.emplace_back("Retry-After",
                                      std::to_string(limits::kBusyRetryAfter.count()));
            co_await send(connection, std::move(full), false);
            co_return;
        }
        std::string text =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n"
            "X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n";
        codec::Change sent{changes.centre, changes.revision};
        const auto newest = [&] {
            codec::Change change = sent;
            if (c.news) {
                change.revision = c.news->revision.value_or(sent.revision);
                change.help = c.news->help;
            }
            return change;
        };
        text += changes.send_first ? event_text(sent) : ":\n\n";
        for (;;) {
            c.tcp().expires_after(m_options.header_timeout);
            const auto [ec, size] =
                co_await asio::async_write(c.stream, asio::buffer(text), kToken);
            if (ec) {
                co_return;
            }
            c.tcp().expires_never();
            const auto beat = BootClock::now() + m_options.heartbeat;
            c.wake.expires_at(beat);
            while (!c.stopping && newest() == sent && BootClock::now() < beat) {
                co_await c.wake.async_wait(kToken);
                c.wake.expires_at(beat);
            }
            if (c.stopping || !m_api.session_lives(changes.token)) {
                co_return;
            }
            const bool heard = newest() != sent;
            sent = newest();
            text = heard ? event_text(sent) : ":\n\n";
        }
    }

    static std::string event_text(const codec::Change& change) {
        return "event: changed\nid: " + std::to_string(change.revision) +
               "\ndata: " + codec::write_change(change) + "\n\n";
    }

    ServerOptions m_options;
    Api& m_api;
    Log m_log;
    asio::io_context m_io;
    ssl::context m_tls{ssl::context::tls_server};
    asio::strand<asio::io_context::executor_type> m_strand;  ///< of all members below
    Tcp::acceptor m_acceptor;
    asio::steady_timer m_drain;
    asio::steady_timer m_pause{m_strand};
    std::uint16_t m_port = 0;
    bool m_stopping = false;
    std::uint64_t m_next_key = 1;
    std::map<std::uint64_t, std::weak_ptr<Connection>> m_connections;
    ConnectionBook m_book;
    static constexpr int kToldAtOnce = 5, kToldAMinute = 60;
    Bucket m_told{kToldAtOnce, Instant{0}};
    PeerQuota m_new_of_hosts{limits::kNewConnectionsOfAHost, limits::kNewConnectionsOfAHostAMinute};
    PeerQuota m_new_of_blocks{limits::kNewConnectionsOfABlock,
                              limits::kNewConnectionsOfABlockAMinute};
};

}  // namespace

Result<std::unique_ptr<Server>> Server::listen(ServerOptions options, Api& api, Log log) {
    auto server = std::make_unique<BeastServer>(std::move(options), api, std::move(log));
    if (const Result<void> opened = server->open(); !opened) {
        return opened.error();
    }
    return std::unique_ptr<Server>(std::move(server));
}

}  // namespace lotse::service
