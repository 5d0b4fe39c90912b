// SPDX-License-Identifier: EUPL-1.2
// fairness_bench [SECONDS]: three desks and two terminals work at the real lotse-queue while
// somebody takes all that there is to take, in twelve ways, each for SECONDS (default 60). Says how
// many of their requests failed and how long the slowest of a hundred took, beside that of a quiet
// service.
//
// Attackers come from 127.1.0.x, whoever works from 127.0.0.1. All of them share this machine's
// processors, so that a part of what is measured is the attackers' own work.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "codec/wire/configuration_wire.h"
#include "codec/wire/staff_wire.h"
#include "support/running_service.h"
#include "support/tls_client.h"
#include "sync/desk_client.h"
#include "sync/https_sender.h"
#include "vault/configuration_key.h"

namespace {

using namespace lotse;
using namespace std::chrono_literals;
using support::TestCentre;
using support::TlsClient;
using Clock = std::chrono::steady_clock;

struct Field {
    const TestCentre& centre;
    const support::ServiceProcess& service;
    std::string attackers_token;     ///< of an account that turned
    std::vector<SealedIntake> mine;  ///< of the terminal that turned
    std::atomic<bool> over{false};
};

/// One of 200 addresses of another network.
std::string address(unsigned n) {
    return "127.1.0." + std::to_string(2 + n % 200);
}

std::string bytes_of(const std::string& method, const std::string& path, const std::string& body,
                     const std::string& fields) {
    return method + " " + path +
           " HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
           fields + "\r\n" + body;
}

/// Connects, says `bytes`, stays.
class Silent {
public:
    Silent(int port, const std::string& from, const std::string& bytes) {
        m_socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in end{};
        end.sin_family = AF_INET;
        inet_pton(AF_INET, from.c_str(), &end.sin_addr);
        static_cast<void>(bind(m_socket, reinterpret_cast<sockaddr*>(&end), sizeof end));
        end.sin_port = htons(static_cast<std::uint16_t>(port));
        end.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const timeval patience{2, 0};
        setsockopt(m_socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        if (connect(m_socket, reinterpret_cast<sockaddr*>(&end), sizeof end) == 0 &&
            !bytes.empty()) {
            static_cast<void>(::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL));
        }
    }
    ~Silent() { close(m_socket); }
    Silent(const Silent&) = delete;
    Silent& operator=(const Silent&) = delete;

private:
    int m_socket = -1;
};

using Attack = std::function<void(Field&, unsigned)>;

/// Holds 1,024 connections, and renews them.
Attack hold(const std::string& bytes, bool everywhere) {
    return [bytes, everywhere](Field& field, unsigned thread) {
        std::vector<std::unique_ptr<Silent>> held;
        for (unsigned n = 0; !field.over; ++n) {
            if (held.size() == 512) {
                held.erase(held.begin());
            }
            held.push_back(std::make_unique<Silent>(field.service.port(),
                                                    address(everywhere ? n : thread), bytes));
            std::this_thread::sleep_for(1ms);
        }
    };
}

/// Asks as fast as 400 times a second, anew where the line was ended.
Attack ask(const std::function<std::string(Field&, unsigned n)>& request, bool everywhere = false) {
    return [request, everywhere](Field& field, unsigned thread) {
        std::unique_ptr<TlsClient> client;
        for (unsigned n = thread; !field.over; n += 2) {
            if (!client || !client->connected() || everywhere) {
                client = std::make_unique<TlsClient>(field.service.port(), field.centre.tls.ca, 0,
                                                     address(everywhere ? n : thread));
            }
            if (!client->connected() || !client->send(request(field, n)) || !client->receive(2s)) {
                client.reset();
            }
            std::this_thread::sleep_for(5ms);
        }
    };
}

std::string with_token(const Field& field) {
    return "Authorization: Bearer " + field.attackers_token + "\r\n";
}

struct Named {
    const char* name;
    Attack attack;  ///< none: quiet
};

std::vector<Named> attacks() {
    const std::string json = "Content-Type: application/json\r\n";
    return {
        {"quiet", nullptr},
        {"1,024 idle connections, one address", hold("", false)},
        {"1,024 idle connections, 200 addresses", hold("", true)},
        {"half a handshake each", hold(std::string("\x16\x03\x01\x02\x00\x01", 6), true)},
        {"health, as a stranger",
         ask([](Field&, unsigned) { return bytes_of("GET", "/v1/health", "", ""); })},
        {"a new connection for each request",
         ask([](Field&, unsigned) { return bytes_of("GET", "/v1/ready", "", ""); }, true)},
        {"terms for names that nobody has", ask([json](Field&, unsigned n) {
             return bytes_of("POST", "/v1/log-in",
                             codec::write_log_in_start("name" + std::to_string(n)), json);
         })},
        {"wrong passwords, 200 addresses",
         ask(
             [json](Field& field, unsigned n) {
                 return bytes_of("POST", "/v1/session",
                                 codec::write_log_in({n % 2 == 0 ? TestCentre::kAccount
                                                                 : "name" + std::to_string(n),
                                                      field.centre.proof("nobody")}),
                                 json);
             },
             true)},
        {"intakes that nobody signed", ask([](Field& field, unsigned n) {
             IntakeHeader header = field.centre.header(static_cast<int>(n) + 1);
             static const vault::SigningKey foreign = vault::SigningKey::generate();
             const SealedIntake forged = field.centre.intake_of(header, foreign);
             return bytes_of("PUT", "/v1/intakes/" + to_hex(header.id),
                             std::string(forged.envelope.begin(), forged.envelope.end()),
                             "Content-Type: application/octet-stream\r\n");
         })},
        {"lists without end, of an account", ask([](Field& field, unsigned) {
             return bytes_of("GET", "/v1/queue", "", with_token(field));
         })},
        {"streams without end, of an account",
         [](Field& field, unsigned thread) {
             std::vector<std::unique_ptr<TlsClient>> held;
             while (!field.over) {
                 if (held.size() == 128) {
                     held.erase(held.begin());
                 }
                 held.push_back(std::make_unique<TlsClient>(
                     field.service.port(), field.centre.tls.ca, 0, address(thread)));
                 if (held.back()->connected()) {
                     held.back()->send(bytes_of("GET", "/v1/changes", "", with_token(field)));
                 }
                 std::this_thread::sleep_for(5ms);
             }
         }},
        {"intakes without end, of a terminal", ask([](Field& field, unsigned n) {
             const SealedIntake& one = field.mine[n % field.mine.size()];
             return bytes_of("PUT", "/v1/intakes/" + to_hex(one.header.id),
                             std::string(one.envelope.begin(), one.envelope.end()),
                             "Content-Type: application/octet-stream\r\n");
         })},
        {"large bodies of whoever may not", ask([](Field& field, unsigned) {
             return bytes_of("PUT", "/v1/configurations/1", std::string(200'000, 'x'),
                             "Content-Type: application/octet-stream\r\n" + with_token(field));
         })},
    };
}

struct Figures {
    std::mutex mutex;
    std::vector<double> desks, terminals;
    int failed = 0;
};

double percentile(std::vector<double> all, double share) {
    std::sort(all.begin(), all.end());
    return all.empty() ? 0
                       : all[static_cast<std::size_t>(share * static_cast<double>(all.size() - 1))];
}

void work_at_desk(Field& field, const std::string& account, Figures& figures) {
    auto desk = std::move(sync::DeskClient::make(
                              support::client_options(field.centre, field.service.url())))
                    .value();
    bool in = false;
    while (!field.over) {
        const auto begin = Clock::now();
        in = in || desk->log_in(account, TestCentre::prove(account)).ok();
        const bool listed = in && desk->list().ok();
        in = in && desk->signed_in();
        const double took = std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
        {
            const std::lock_guard lock(figures.mutex);
            figures.desks.push_back(took);
            figures.failed += listed ? 0 : 1;
        }
        std::this_thread::sleep_for(50ms);
    }
}

void work_at_terminal(Field& field, int first, Figures& figures) {
    auto sender = std::move(sync::make_https_sender(
                                support::client_options(field.centre, field.service.url())))
                      .value();
    for (int n = first; !field.over; ++n) {
        const SealedIntake intake = field.centre.intake(n, std::string(3000, 'x'));
        const auto begin = Clock::now();
        const Attempt attempt = sender->send({intake.header, intake.digest}, intake.envelope);
        const double took = std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
        {
            const std::lock_guard lock(figures.mutex);
            figures.terminals.push_back(took);
            figures.failed += attempt.outcome == Attempt::Outcome::Accepted ? 0 : 1;
        }
        std::this_thread::sleep_for(50ms);
    }
}

}  // namespace

int main(int argc, char** argv) {
    const double seconds = argc > 1 ? std::atof(argv[1]) : 60;
    double quiet_desk = 0, quiet_terminal = 0;
    std::printf("%-40s %7s %6s  %18s  %18s\n", "", "served", "failed", "desks p50/p99 ms",
                "terminals p50/p99");
    for (const Named& one : attacks()) {
        const TestCentre centre;
        centre.make_database();
        const support::ServiceProcess service(centre);
        Field field{centre, service, "", {}};
        {
            TlsClient client(service.port(), centre.tls.ca, 0, address(0));
            const auto session =
                client.ask("POST", "/v1/session",
                           codec::write_log_in({TestCentre::kOtherAccount,
                                                centre.proof(TestCentre::kOtherAccount)}),
                           "Content-Type: application/json\r\n");
            field.attackers_token = codec::read_session(session.body).value().token;
        }
        for (int n = 0; n < 500; ++n) {
            field.mine.push_back(centre.intake(500'000 + n, std::string(3000, 'x')));
        }
        Figures figures;
        std::vector<std::thread> threads;
        for (unsigned i = 0; one.attack && i < 2; ++i) {
            threads.emplace_back([&, i] { one.attack(field, i); });
        }
        if (one.attack) {
            std::this_thread::sleep_for(2s);  // who comes when all is taken already
        }
        for (const char* account :
             {TestCentre::kAccount, TestCentre::kReception, TestCentre::kAccount}) {
            threads.emplace_back([&, account] { work_at_desk(field, account, figures); });
        }
        for (const int first : {1, 100'000}) {
            threads.emplace_back([&, first] { work_at_terminal(field, first, figures); });
        }
        std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
        field.over = true;
        for (std::thread& thread : threads) {
            thread.join();
        }
        const double desk = percentile(figures.desks, 0.99);
        const double terminal = percentile(figures.terminals, 0.99);
        quiet_desk = one.attack ? quiet_desk : desk;
        quiet_terminal = one.attack ? quiet_terminal : terminal;
        std::printf("%-40s %7zu %6d  %6.1f/%6.1f x%4.1f  %6.1f/%6.1f x%4.1f\n", one.name,
                    figures.desks.size() + figures.terminals.size(), figures.failed,
                    percentile(figures.desks, 0.5), desk, desk / quiet_desk,
                    percentile(figures.terminals, 0.5), terminal, terminal / quiet_terminal);
        std::fflush(stdout);
    }
    return 0;
}
