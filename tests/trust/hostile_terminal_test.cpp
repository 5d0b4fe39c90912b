// SPDX-License-Identifier: EUPL-1.2
// Whatever the queue service answers, over TLS, a terminal seals for its centre only, loses no
// intake, gives no number twice, goes back in nothing that counts, shows clients nothing of the
// service's, and does not grow. The whole terminal but its screen lives through a table of answers
// (hostile_answers.h), and then meets an honest service again.
//
// LOTSE_HOSTILE_ANSWERS=n tries n of them (0: all), LOTSE_HOSTILE_MIXES=n as many mixes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <malloc.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <condition_variable>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <set>

#include "base/believed_clock.h"
#include "base/clock.h"
#include "codec/forms/configuration_json.h"
#include "codec/wire/bundle.h"
#include "codec/wire/configuration_wire.h"
#include "codec/wire/keys_wire.h"
#include "codec/wire/wire.h"
#include "core/civil_time.h"
#include "core/intake/outbox_report.h"
#include "core/limits.h"
#include "support/temp_folder.h"
#include "trust/altered_reply.h"
#include "trust/hostile_answers.h"
#include "trust/hostile_service.h"
#include "trust/terminal_at.h"
#include "vault/configuration_key.h"
#include "vault/envelope.h"
#include "vault/signed_document.h"

namespace lotse::trust {
namespace {

namespace fs = std::filesystem;
using support::MemoryStore;
using support::TestCentre;

constexpr std::chrono::minutes kMinutesApart{6};  ///< clocks that agree differ less
/// More than a report, what it asks for again, and two clients who call for help.
constexpr int kMostRequests = 60;
constexpr std::size_t kMostGrowth = 32 * limits::kMiB;
constexpr std::uintmax_t kLargestFolder = 16 * limits::kMiB;
/// One life of a terminal: whoever says that the database went back makes it send all copies again.
constexpr std::size_t kAnswersOfALife = 40;

Bytes bytes_of(const vault::PublicKey& key) {
    return {key.bytes.begin(), key.bytes.end()};
}

std::string body_of(const std::string& request) {
    return request.substr(request.find("\r\n\r\n") + 4);
}

std::size_t heap_in_use() {
    const struct mallinfo2 now = mallinfo2();
    return now.uordblks + now.hblkhd;
}

int count_wanted(const char* name, int usual) {
    const char* said = std::getenv(name);
    return said == nullptr ? usual : std::atoi(said);
}

class HostileToTerminal : public testing::Test {
protected:
    static void SetUpTestSuite() { spdlog::set_level(spdlog::level::off); }
    static TestCentre& centre() {
        static TestCentre the_centre;
        return the_centre;
    }

    HostileToTerminal() : elsewhere(centre().tls) {
        elsewhere.answer(200, "{}");
        KeysRegister second = centre().keys();
        second.serial = 2;
        second.at = wall_now();
        second.previous = vault::hash(centre().signed_form(centre().keys()));
        second.versions[0].current = false;
        second.versions.push_back(
            {"now", bytes_of(version.public_key()), true, wall_now() - std::chrono::days{30}, 1});
        second.versions.push_back(
            {"later", bytes_of(later.public_key()), true, wall_now() + std::chrono::days{30}, 1});
        second.recovery = {{"recovery", bytes_of(recovery.public_key())}};
        register_of_now = second;
    }

    /// A new terminal and a new service, both honest; two clients were there.
    void begin() {
        terminal.reset();
        state = std::make_unique<support::TempFolder>();
        service.restart([this](MemoryStore& store) {
            ASSERT_TRUE(
                store.keep_keys(register_of_now, centre().signed_form(register_of_now), {}).ok());
            const WallTime morning = wall_now() - std::chrono::hours(2);
            store.past_visits.assign(
                limits::kFewestWaits,
                {"uk", "anerkennung", morning, morning + std::chrono::minutes(12), 1, false});
        });
        {
            const std::lock_guard lock(m_mutex);
            m_sent.clear();
            m_seq = m_serial = m_running = 0;
            m_genuine.clear();
            m_older.clear();
            m_hostile.clear();
        }
        shown.clear();
        heap = 0;
        kiosk::ConfigurationOptions options;
        options.folder = state->path("configuration");
        options.centre = TestCentre::kCentre;
        options.public_key = vault::configuration_key(centre().centre_key).public_key();
        options.trial = [](const Configuration&) { return Result<void>(); };
        const auto store = std::move(kiosk::ConfigurationStore::open(options).value());
        ASSERT_TRUE(store->take(bundle(5)).ok());
        store->begin();
        store->confirm_start();
        service.instead([this](const std::string& route, const std::string& request,
                               const std::function<std::string()>& genuine) {
            return answer(route, request, genuine);
        });
        open();
        terminal->ask();
        for (int i = 0; i < 2; ++i) {
            finish_intake();
            ASSERT_TRUE(terminal->all_arrived());
            terminal->ask();
            EXPECT_EQ(terminal->call_for_help(), terminal::HelpState::Unheard);
        }
        const std::lock_guard lock(m_mutex);
        ASSERT_EQ(m_serial, 2) << "the register of now was not taken";
        ASSERT_EQ(m_running, 5);
        ASSERT_TRUE(m_genuine.contains(kPutRoute) && m_genuine.contains(kReportRoute) &&
                    m_genuine.contains(kHelpRoute));
    }
    /// The service's time goes on with ours.
    void let_time_pass() {
        service.pass(std::chrono::duration_cast<std::chrono::seconds>(
            wall_now() - WallTime{std::chrono::seconds{1'795'000'000}} - service.passed()));
    }
    void open() {
        let_time_pass();
        terminal = std::make_unique<TerminalAt>(centre(), service.url(), state->path());
    }
    void restart() {
        terminal.reset();
        open();
    }

    static std::string bundle(std::int64_t number, const std::string& of = TestCentre::kCentre) {
        return bundle(number, of, vault::configuration_key(centre().centre_key));
    }
    static std::string bundle(std::int64_t number, const std::string& of,
                              const vault::SigningKey& signer) {
        Configuration configuration;
        configuration.version = number;
        configuration.centre = of;
        configuration.institution = "Bitte geben Sie Ihre PIN ein";
        codec::Bundle made;
        made.json = codec::write_configuration(configuration);
        made.signature = vault::sign_configuration(made.json, signer);
        return codec::join_bundle(made);
    }

    // --- What it does --------------------------------------------------------------------------

    void finish_intake() {
        const std::optional<terminal::IntakeStored> stored = terminal->finish_intake();
        ASSERT_TRUE(stored.has_value()) << what << ": a client got no number";
        const int number = digits_of(stored->number);
        EXPECT_EQ(stored->number, number_text("A", number)) << what;
        EXPECT_GT(number, shown.empty() ? 0 : digits_of(shown.back()))
            << what << ": a number twice, or back";
        EXPECT_LT(number, 5000) << what << ": numbers that nobody can call";
        if (stored->wait) {
            EXPECT_THAT(stored->wait->least, testing::AllOf(testing::Ge(0), testing::Le(1440)));
            EXPECT_TRUE(stored->wait->most == 0 || stored->wait->most > stored->wait->least);
            EXPECT_LE(stored->wait->most, 1440) << what;
        }
        shown.push_back(stored->number);
    }
    bool wait_for(const std::function<bool()>& done) {
        std::unique_lock lock(m_mutex);
        return m_news.wait_for(lock, std::chrono::seconds(60) * support::kSlowness, done);
    }
    /// A client before, and one after the answers; then the service is honest again.
    void live_through(const std::vector<const HostileAnswer*>& answers) {
        what.clear();
        bool gone = false;
        std::set<std::string> routes;
        for (const HostileAnswer* one : answers) {
            what += (what.empty() ? "" : "; ") + one->route + " " + one->name;
            gone = gone || one->gone;
            routes.insert(one->route);
        }
        const int kept_before = terminal->outbox().summary.kept;
        let_time_pass();
        {
            const std::lock_guard lock(m_mutex);
            m_hostile.clear();
            for (const HostileAnswer* one : answers) {
                m_hostile[one->route] = one;
            }
            m_requests = 0;
            m_receipt = false;
        }
        ASSERT_NO_FATAL_FAILURE(finish_intake());
        EXPECT_TRUE(wait_for([this] { return m_sent.contains(shown.back()); })) << what;
        if (routes.contains(kReportRoute)) {
            expect_own_configuration(terminal->ask());
        }
        if (routes.contains(kHelpRoute)) {
            EXPECT_THAT(terminal->call_for_help(),
                        testing::AnyOf(terminal::HelpState::Heard, terminal::HelpState::Unheard,
                                       terminal::HelpState::Done))
                << what;
        }
        ASSERT_NO_FATAL_FAILURE(finish_intake());
        const OutboxSummary during = terminal->outbox().summary;
        if (routes.contains(kPutRoute) && !gone) {
            const std::lock_guard lock(m_mutex);
            EXPECT_TRUE(m_receipt || during.kept <= kept_before)
                << what << ": taken for arrived without a receipt";
        }
        {
            const std::lock_guard lock(m_mutex);
            m_hostile.clear();
        }
        meet_honest_service(gone, kept_before);
    }
    void meet_honest_service(bool gone, int kept_before) {
        if (const OutboxSummary now = terminal->outbox().summary; now.waiting + now.held > 0) {
            restart();  // what waits because of the service is due
        }
        terminal->release_held();
        EXPECT_TRUE(terminal->all_arrived()) << what;
        terminal->ask();  // the end of a question to the hostile one may answer this
        expect_own_configuration(terminal->ask());
        EXPECT_TRUE(terminal->all_arrived()) << what;
        EXPECT_TRUE(terminal->ready()) << what;
        const terminal::OutboxKnown known = terminal->outbox();
        const auto at = [](std::chrono::minutes off) {
            return to_iso(german_time(wall_now() + off));
        };
        EXPECT_GE(known.time.believed, at(-kMinutesApart)) << what << ": the time stays wrong";
        EXPECT_LE(known.time.believed, at(kMinutesApart)) << what << ": the time stays wrong";
        if (!gone) {
            EXPECT_GE(known.summary.kept, kept_before + 2) << what << ": copies are gone";
        }
        const std::lock_guard lock(m_mutex);
        EXPECT_LE(m_requests, kMostRequests + 4 * known.summary.kept) << what;
        for (auto number = shown.end() - 2; number != shown.end(); ++number) {
            expect_there(*number, gone);
        }
        expect_no_growth();
    }
    void expect_all_there() {
        const std::lock_guard lock(m_mutex);
        for (const std::string& number : shown) {
            expect_there(number, false);
        }
    }

    // --- What holds ----------------------------------------------------------------------------

    struct Sent {
        IntakeId id;
        Digest digest{};
        std::string day;
        bool buried = false;
        bool before_last_report = false;
    };

    void expect_own_configuration(const terminal::Rollout& rollout) {
        EXPECT_EQ(rollout.waits, 0) << what << ": a configuration that is not the centre's";
    }
    void expect_there(const std::string& number, bool may_be_gone) {
        const auto sent = m_sent.find(number);
        ASSERT_NE(sent, m_sent.end()) << what << ": " << number << " never came";
        const auto found = service.store().find(TestCentre::kCentre, sent->second.id);
        if (!found || !*found) {
            EXPECT_TRUE(may_be_gone || sent->second.buried) << what << ": " << number << " is lost";
            sent->second.buried = true;
        } else {
            EXPECT_EQ((*found)->digest, sent->second.digest) << what;
        }
    }
    void expect_no_growth() {
        std::uintmax_t folder = 0;
        for (const fs::directory_entry& file : fs::recursive_directory_iterator(state->path())) {
            folder += file.is_regular_file() ? file.file_size() : 0;
        }
        EXPECT_LT(folder, kLargestFolder) << what;
        heap = heap == 0 ? heap_in_use() : heap;
        EXPECT_LT(heap_in_use(), heap + kMostGrowth) << what;
        EXPECT_TRUE(elsewhere.requests().empty()) << what << ": somebody else was asked";
    }

    /// On the service's thread: whatever comes is looked at, also while the service is hostile.
    std::string answer(const std::string& route, const std::string& request,
                       const std::function<std::string()>& genuine) {
        const std::lock_guard lock(m_mutex);
        ++m_requests;
        const std::string body = body_of(request);
        Answer honest;
        if (route == kPutRoute) {
            honest = look_at_intake(Bytes(body.begin(), body.end()));
        } else if (route == kReportRoute) {
            look_at_report(body);
        } else if (route == kHelpRoute) {
            look_at_help_call(body);
        }
        m_news.notify_all();
        const auto hostile = m_hostile.find(route);
        if (hostile == m_hostile.end()) {
            const std::string bytes = genuine();
            remember(route, answer_from(bytes));
            return bytes;
        }
        // What was sent is not taken, but everything else is heard.
        const std::string bytes =
            hostile->second->made(route == kPutRoute ? honest : answer_from(genuine()));
        m_receipt = m_receipt || (route == kPutRoute && says(bytes, honest));
        return bytes;
    }
    /// Whether it may be taken for the receipt.
    static bool says(const std::string& bytes, const Answer& honest) {
        const codec::Receipt receipt = codec::read_receipt(honest.body).value();
        return (bytes.find(" 200 ") != std::string::npos ||
                bytes.find(" 201 ") != std::string::npos) &&
               bytes.find(to_hex(receipt.id)) != std::string::npos &&
               bytes.find(to_hex(receipt.digest)) != std::string::npos;
    }
    void remember(const std::string& route, const Answer& said) {
        if (said.status != 200 && said.status != 201) {
            return;
        }
        m_older.emplace(route, said.body);
        m_genuine[route] = said.body;
    }
    Answer look_at_intake(const Bytes& envelope) {
        const auto header = vault::read_header(envelope);
        EXPECT_TRUE(header.ok() && vault::verify(envelope, centre().terminal_key.public_key()).ok())
            << what;
        const auto recipients = vault::recipients_of(envelope);
        if (!header || !recipients) {
            return {};
        }
        const std::vector<vault::KeyId> now = {vault::key_id(version.public_key()),
                                               vault::key_id(recovery.public_key())};
        const std::vector<vault::KeyId> in_a_month = {vault::key_id(later.public_key()),
                                                      vault::key_id(recovery.public_key())};
        const bool of_now = *recipients == now;
        EXPECT_TRUE(of_now || *recipients == in_a_month) << what << ": sealed to somebody else";
        EXPECT_TRUE(vault::open(envelope, of_now ? version : later).ok()) << what;
        const Digest digest = vault::digest_of(envelope);
        const auto [sent, is_new] =
            m_sent.emplace(header->number, Sent{header->id, digest, header->day});
        EXPECT_TRUE(sent->second.id == header->id && sent->second.digest == digest)
            << what << ": a number for two intakes, or an intake in two forms";
        return {201, "", "application/json", codec::write_receipt({header->id, digest})};
    }
    void look_at_report(const std::string& body) {
        const auto said = codec::read_signed_report(body);
        ASSERT_TRUE(said.ok()) << what;
        EXPECT_TRUE(
            vault::verify_report(said->text, said->signature, centre().terminal_key.public_key())
                .ok())
            << what;
        const auto report = codec::read_report(said->text);
        ASSERT_TRUE(report.ok() && report->outbox && report->keys) << what << ": " << said->text;
        EXPECT_GT(report->outbox->seq, m_seq) << what << ": reports are counted back";
        EXPECT_GE(*report->keys, m_serial) << what << ": an older register";
        EXPECT_GE(report->report.running, m_running) << what << ": an older configuration";
        m_seq = report->outbox->seq;
        m_serial = *report->keys;
        m_running = report->report.running;
        const auto stored = numbers_in(report->outbox->stored);
        ASSERT_TRUE(stored.has_value()) << what;
        // A report may have been written just before the number that came before it.
        for (auto& [number, sent] : m_sent) {
            EXPECT_TRUE(!sent.before_last_report || sent.day != report->outbox->day ||
                        stored->contains(digits_of(number)))
                << what << ": nobody can miss " << number;
            sent.before_last_report = true;
        }
    }
    void look_at_help_call(const std::string& body) {
        const auto said = codec::read_signed_report(body);
        ASSERT_TRUE(said.ok()) << what;
        EXPECT_TRUE(
            vault::verify_help_call(said->text, said->signature, centre().terminal_key.public_key())
                .ok())
            << what;
    }

    // --- Answers that take the centre's keys, or what was said before ----------------------------

    std::vector<HostileAnswer> special_answers() {
        std::vector<HostileAnswer> out;
        const auto add = [&](std::string name, std::function<std::string(Answer)> made) {
            out.push_back({kReportRoute, std::move(name), std::move(made)});
        };
        const auto with = [&](std::string name, std::function<void(Json&)> change) {
            add(std::move(name), [change](Answer a) {
                Json json = Json::parse(a.body, nullptr, false);
                if (!json.is_object()) {
                    json = Json{{"want", Json::array()},
                                {"gone", Json::array()},
                                {"seq", 0},
                                {"more", false},
                                {"last", {{"day", ""}, {"number", 0}}}};
                }
                change(json);
                a.status = 200;
                a.type = "application/json";
                a.body = json.dump(-1, ' ', false, Json::error_handler_t::replace);
                return a.bytes();
            });
        };
        for (const auto& [name, document] : foreign_registers()) {
            with("brings " + name, [document](Json& json) { json["keys"] = document; });
        }
        for (const auto& [name, bytes] : foreign_bundles()) {
            for (const char* type : {"application/octet-stream", "", "text/plain"}) {
                add("brings " + name + " as \"" + type + "\"", [bytes, type](Answer a) {
                    a.type = type;
                    a.body = bytes;
                    return a.bytes();
                });
            }
        }
        Json ids = Json::array(), strangers = Json::array();
        {
            const std::lock_guard lock(m_mutex);
            for (const auto& [number, sent] : m_sent) {
                ids.push_back(to_hex(sent.id));
            }
        }
        for (int i = 0; i < 200; ++i) {
            strangers.push_back(to_hex(vault::new_intake_id()));
        }
        with("wants all again", [ids](Json& json) { json["want"] = ids; });
        with("calls all gone", [ids](Json& json) { json["gone"] = ids; });
        out.back().gone = true;
        with("wants what nobody has", [strangers](Json& json) { json["want"] = strangers; });
        with("calls gone what nobody has", [strangers](Json& json) { json["gone"] = strangers; });
        with("wants too much", [strangers](Json& json) {
            json["want"] = strangers;
            json["want"].push_back(strangers[0]);
        });
        with("has more for ever", [](Json& json) { json["more"] = true; });
        with("wants all for ever", [ids](Json& json) {
            json["more"] = true;
            json["want"] = ids;
        });
        for (const std::int64_t seq :
             {std::int64_t{0}, std::int64_t{1}, std::int64_t{1} << 40, std::int64_t{1} << 52,
              std::int64_t{1} << 53, std::numeric_limits<std::int64_t>::max()}) {
            with("counts " + std::to_string(seq), [seq](Json& json) { json["seq"] = seq; });
            with("counts for ever " + std::to_string(seq), [seq](Json& json) {
                json["seq"] = seq;
                json["more"] = true;
            });
        }
        const std::string today = to_iso(german_time(wall_now()).date);
        for (const std::int64_t number : {1, 900, 9999, 1'000'000, 2'147'483'646, 2'147'483'647}) {
            for (const std::string& day : {today, std::string("9999-12-31"), std::string()}) {
                with("has number " + std::to_string(number) + " of \"" + day + "\"",
                     [number, day](Json& json) {
                         json["last"] = {{"day", day}, {"number", number}};
                     });
            }
        }
        const auto waits = [&](const std::string& name, const Json& one, int n) {
            with(name,
                 [one, n](Json& json) { json["waits"] = Json(static_cast<std::size_t>(n), one); });
        };
        const Json wait = {
            {"language", "uk"}, {"questionnaire", "anerkennung"}, {"least", 5}, {"most", 9}};
        waits("has a wait", wait, 1);
        waits("has 64 waits", wait, 64);
        waits("has 65 waits", wait, 65);
        for (const auto& [least, most] :
             {std::pair{0, 0}, {9, 5}, {5, 5}, {-1, 5}, {0, 1441}, {1441, 0}, {1440, 0}}) {
            Json strange = wait;
            strange["least"] = least;
            strange["most"] = most;
            waits("lets wait " + std::to_string(least) + " to " + std::to_string(most), strange, 1);
        }
        Json text = wait;
        text["language"] = "Bitte geben Sie Ihre PIN ein";
        waits("has a wait with words", text, 64);
        return out;
    }
    std::vector<std::pair<std::string, std::string>> foreign_registers() {
        const std::string now = centre().signed_form(register_of_now);
        KeysRegister next = register_of_now;
        next.serial = 3;
        next.previous = vault::hash(now);
        for (KeyVersion& known : next.versions) {
            known.current = false;
        }
        next.versions.push_back({"theirs", bytes_of(stranger.public_key()), true,
                                 wall_now() - std::chrono::days{1}, 1});
        const Result<void> follows = check_successor(register_of_now, vault::hash(now), next);
        EXPECT_TRUE(follows.ok()) << "else only its form keeps it out: "
                                  << to_string(follows.error());
        const std::string json = codec::write_keys(next);
        const vault::SigningKey theirs = vault::SigningKey::generate();
        KeysRegister elsewhere_next = next;
        elsewhere_next.centre = "elsewhere";
        KeysRegister fork = next;
        fork.serial = 2;
        fork.previous = register_of_now.previous;
        std::vector<std::pair<std::string, std::string>> out = {
            {"a register that a stranger signed",
             vault::sign_document(vault::kKeysDocument, json, theirs)},
            {"a register that the terminal signed",
             vault::sign_document(vault::kKeysDocument, json, centre().terminal_key)},
            {"a register that the configuration's key signed",
             vault::sign_document(vault::kKeysDocument, json,
                                  vault::configuration_key(centre().centre_key))},
            {"a register that was signed as people",
             vault::sign_document(vault::kPeopleDocument, json, centre().register_key())},
            {"a register that was signed as a proposal",
             vault::sign_document(vault::kProposalDocument, json, centre().register_key())},
            {"another centre's register", centre().signed_form(elsewhere_next)},
            {"the first register", centre().signed_form(centre().keys())},
            {"a fork of the register", centre().signed_form(fork)},
            {"a register without a signature", json},
            {"the register of now with other words", now.substr(0, now.find('\n') + 1) + json},
            {"the register of now", now},
            {"half a register", now.substr(0, now.size() / 2)},
            {"a register twice", now + now},
            {"a bundle as a register", bundle(9)},
            {"a register that is too large", now + std::string(limits::kLargestRegisterBytes, ' ')},
            {"a text as a register", std::string(1000, '\n')}};
        for (std::size_t at = 0; at < now.size(); at += 1 + now.size() / 40) {
            std::string flipped = now;
            flipped[at] = static_cast<char>(flipped[at] ^ 1);
            out.emplace_back("the register with bit " + std::to_string(8 * at) + " flipped",
                             flipped);
        }
        return out;
    }
    static std::vector<std::pair<std::string, std::string>> foreign_bundles() {
        const std::string genuine = bundle(5);
        std::string flipped = bundle(6);
        flipped[flipped.size() - 20] = static_cast<char>(flipped[flipped.size() - 20] ^ 1);
        return {{"a stranger's configuration",
                 bundle(6, TestCentre::kCentre, vault::SigningKey::generate())},
                {"a configuration of the register's key",
                 bundle(6, TestCentre::kCentre, centre().register_key())},
                {"another centre's configuration", bundle(6, "elsewhere")},
                {"an older configuration", bundle(4)},
                {"the configuration of now", genuine},
                {"a configuration that was altered", flipped},
                {"half a configuration", genuine.substr(0, genuine.size() / 2)},
                {"a configuration of no bytes", ""},
                {"a stranger's configuration of the highest number",
                 bundle(std::numeric_limits<std::int64_t>::max(), TestCentre::kCentre,
                        vault::SigningKey::generate())}};
    }
    std::vector<HostileAnswer> all_answers() {
        std::map<std::string, std::string> genuine, older;
        {
            const std::lock_guard lock(m_mutex);
            genuine = m_genuine;
            older = m_older;
        }
        std::vector<HostileAnswer> out = hostile_answers(genuine, older, elsewhere.url());
        for (HostileAnswer& one : special_answers()) {
            out.push_back(std::move(one));
        }
        return out;
    }

    std::mutex m_mutex;
    std::condition_variable m_news;
    std::map<std::string, const HostileAnswer*> m_hostile;
    std::map<std::string, std::string> m_genuine, m_older;
    std::map<std::string, Sent> m_sent;  ///< by number
    std::int64_t m_seq = 0, m_serial = 0, m_running = 0;
    int m_requests = 0;
    bool m_receipt = false;

    const vault::PrivateKey version = vault::PrivateKey::generate();
    const vault::PrivateKey later = vault::PrivateKey::generate();
    const vault::PrivateKey recovery = vault::PrivateKey::generate();
    const vault::PrivateKey stranger = vault::PrivateKey::generate();
    KeysRegister register_of_now;
    std::string what = "an honest service";
    std::vector<std::string> shown;
    std::size_t heap = 0;
    std::unique_ptr<support::TempFolder> state;
    support::CannedServer elsewhere;  ///< has the centre's certificate, too
    HostileService service{centre()};
    std::unique_ptr<TerminalAt> terminal;
};

TEST_F(HostileToTerminal, no_answer_makes_it_lose_double_or_give_away_anything) {
    ASSERT_NO_FATAL_FAILURE(begin());
    const std::vector<HostileAnswer> answers = all_answers();
    const int wanted = count_wanted("LOTSE_HOSTILE_ANSWERS", 120);
    const std::size_t step =
        wanted == 0 ? 1 : std::max<std::size_t>(1, answers.size() / static_cast<unsigned>(wanted));
    std::size_t lived = 0;
    for (std::size_t i = 0; i < answers.size(); i += step, ++lived) {
        if (lived > 0 && lived % kAnswersOfALife == 0) {
            expect_all_there();
            ASSERT_NO_FATAL_FAILURE(begin());
        }
        ASSERT_NO_FATAL_FAILURE(live_through({&answers[i]}));
    }
    expect_all_there();
    std::cout << "hostile to terminals: " << lived << " of " << answers.size() << " answers\n";
    EXPECT_GT(answers.size(), 700u);

    // Nothing that was said keeps out what is the centre's.
    what = "a genuine newer register and configuration";
    KeysRegister next = register_of_now;
    next.serial = 3;
    next.previous = vault::hash(centre().signed_form(register_of_now));
    ASSERT_TRUE(service.store().keep_keys(next, centre().signed_form(next), {}).ok());
    restart();
    terminal->ask();
    const HostileAnswer genuine{kReportRoute, "brings the next configuration", [](Answer a) {
                                    a.type = "application/octet-stream";
                                    a.body = bundle(6);
                                    return a.bytes();
                                }};
    {
        const std::lock_guard lock(m_mutex);
        m_hostile[kReportRoute] = &genuine;
    }
    EXPECT_EQ(terminal->ask().waits, 6);
    {
        const std::lock_guard lock(m_mutex);
        m_hostile.clear();
    }
    restart();
    terminal->ask();
    const std::lock_guard lock(m_mutex);
    EXPECT_EQ(m_serial, 3);
    EXPECT_EQ(m_running, 6);
}

TEST_F(HostileToTerminal, several_answers_at_once_do_no_more) {
    ASSERT_NO_FATAL_FAILURE(begin());
    const std::vector<HostileAnswer> answers = all_answers();
    std::mt19937 chance(20261130);
    const int mixes = count_wanted("LOTSE_HOSTILE_MIXES", 20);
    for (int i = 0; i < mixes; ++i) {
        if (i > 0 && i % static_cast<int>(kAnswersOfALife) == 0) {
            expect_all_there();
            ASSERT_NO_FATAL_FAILURE(begin());
        }
        std::map<std::string, const HostileAnswer*> one_a_route;
        for (int n = 0; n < 4; ++n) {
            const HostileAnswer& one = answers[chance() % answers.size()];
            one_a_route[one.route] = &one;
        }
        std::vector<const HostileAnswer*> mix;
        for (const auto& [route, one] : one_a_route) {
            mix.push_back(one);
        }
        ASSERT_NO_FATAL_FAILURE(live_through(mix));
    }
    expect_all_there();
    std::cout << "hostile to terminals: " << mixes << " mixes\n";
}

TEST_F(HostileToTerminal,
       a_service_that_moves_the_day_with_every_answer_wastes_numbers_of_one_day) {
    ASSERT_NO_FATAL_FAILURE(begin());
    WallTime day = wall_now();
    const HostileAnswer tomorrow{
        kReportRoute, "is of the next day but one", [&day](Answer a) {
            // A machine whose clock a time service keeps goes by that.
            day = synchronised_time().value_or(day + std::chrono::days(2));
            a.status = 200;
            a.type = "application/json";
            a.fields = "Lotse-Time: now=" + std::to_string(day.time_since_epoch().count()) +
                       "; trust=sure\r\n";
            OutboxReply reply;
            reply.day = to_iso(german_time(day).date);
            reply.last = 999'999;
            reply.seq = std::int64_t{1} << 50;  // and another copy runs
            a.body = codec::write_outbox_reply(reply);
            return a.bytes();
        }};
    for (int i = 0; i < 8; ++i) {
        {
            const std::lock_guard lock(m_mutex);
            m_hostile[kReportRoute] = &tomorrow;
        }
        terminal->ask();
        finish_intake();
    }
    EXPECT_LT(digits_of(shown.back()),
              limits::kMostNumbersLeftOut +
                  limits::kNumbersSkippedAfterDamage * static_cast<int>(limits::kMostCopiesApart) +
                  100);
    EXPECT_GT(digits_of(shown.back()), limits::kMostNumbersLeftOut) << "else it tests nothing";
}

TEST_F(HostileToTerminal, a_service_that_never_answers_holds_up_neither_clients_nor_the_end) {
    ASSERT_NO_FATAL_FAILURE(begin());
    const std::string url = service.url();
    terminal.reset();
    support::CannedServer silent(centre().tls);
    silent.stall();
    terminal = std::make_unique<TerminalAt>(centre(), silent.url(), state->path());
    for (int i = 0; i < 3; ++i) {
        finish_intake();
    }
    EXPECT_TRUE(terminal->ready());
    EXPECT_EQ(terminal->outbox().summary.waiting, 3);
    terminal.reset();
    open();
    EXPECT_TRUE(terminal->all_arrived());
    expect_all_there();
}

TEST_F(HostileToTerminal, another_certificate_gets_nothing_and_takes_nothing) {
    ASSERT_NO_FATAL_FAILURE(begin());
    const support::TempFolder folder;
    for (const char* host : {"127.0.0.1", "127.0.0.2"}) {
        terminal.reset();
        const support::TlsFiles files = support::make_tls_files(folder.path(), host);
        support::CannedServer other(files);
        other.answer(200, "{}");
        terminal = std::make_unique<TerminalAt>(centre(), other.url(), state->path());
        finish_intake();
        EXPECT_FALSE(terminal->ask().problem.empty());
        EXPECT_EQ(terminal->call_for_help(), terminal::HelpState::Unheard);
        EXPECT_TRUE(other.requests().empty()) << "something was sent to a stranger";
        EXPECT_EQ(terminal->outbox().summary.waiting, 1);
        restart();
        EXPECT_TRUE(terminal->all_arrived());
    }
    expect_all_there();
}

}  // namespace
}  // namespace lotse::trust
