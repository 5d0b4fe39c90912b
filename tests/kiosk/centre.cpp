// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/centre.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "base/clock.h"
#include "codec/files.h"
#include "codec/forms/configuration_json.h"
#include "codec/settings/kiosk_config.h"
#include "codec/wire/bundle.h"
#include "codec/wire/intake_json.h"
#include "core/check.h"
#include "core/limits.h"
#include "store/sqlite_queue.h"
#include "support/begun_queue.h"
#include "support/free_port.h"
#include "support/patience.h"
#include "sync/desk_client.h"
#include "tools/centre_commands.h"
#include "tools/desk_log_in.h"
#include "tools/registers.h"
#include "vault/configuration_key.h"
#include "vault/envelope.h"
#include "vault/key_files.h"

namespace lotse::kiosk_test {
namespace {

constexpr std::chrono::seconds kStart{30 * support::kSlowness};
constexpr std::chrono::seconds kArrival{60 * support::kSlowness};
constexpr std::chrono::milliseconds kLook{20};
constexpr const char* kCentre = "demo";
constexpr const char* kAccount = "beratung";
constexpr KdfCost kCost{1, 8};
constexpr vault::KdfBounds kBounds{kCost, kCost};
constexpr const char* kNoService = "no word about configurations";

}  // namespace

Centre::Centre(int configuration_seconds)
    : m_state(m_folder.path("state")), m_port(support::free_port()) {
    without_a_screen();
    m_url = "https://127.0.0.1:" + std::to_string(m_port);
    tools::DemoOptions options;
    options.state = m_state;
    options.centre = kCentre;
    options.account = kAccount;
    options.service = m_url;
    // Small costs: what is tested here is not the strength of Argon2id.
    options.wrap_cost = kCost;
    options.password_cost = {1, 8};
    Result<std::optional<tools::DemoSecrets>> made = tools::set_up_demo(options);
    LOTSE_CHECK(made.ok() && made->has_value());
    m_secrets = std::move(**made);
    std::ofstream(m_folder.path("kiosk.toml"))
        << content_of(LOTSE_SOURCE_DIR "/kiosk-config/demo.toml")
        << "\n[configuration]\ninterval_seconds = " << configuration_seconds
        << "\n[desk]\nlog_in_passes = " << kCost.passes
        << "\nlog_in_memory_kib = " << kCost.memory_kib << "\n";
    std::ofstream(m_folder.path("queue.toml")) << "[listen]\nport = " << m_port << "\n";
}

Centre::~Centre() {
    m_display.reset();
    m_desk.reset();
    m_second_desk.reset();
    m_terminal.reset();
    m_service.reset();
    for (const char* log :
         {"display.log", "desk.log", "second_desk.log", "terminal.log", "service.log"}) {
        m_logs.check(m_folder.path(log));
    }
}

void Centre::without_language(const std::string& tag) {
    namespace fs = std::filesystem;
    const fs::path installed = LOTSE_SOURCE_DIR, data = m_folder.path("data");
    fs::create_directories(data / "locales");
    for (const char* part : {"assets", "kiosk-config"}) {
        fs::create_directory_symlink(installed / part, data / part);
    }
    for (const auto& language : fs::directory_iterator(installed / "locales")) {
        if (language.path().filename() != tag) {
            fs::create_directory_symlink(language.path(),
                                         data / "locales" / language.path().filename());
        }
    }
    m_data = data;
}

void Centre::do_not_offer(const std::string& tag) {
    std::string settings = content_of(m_folder.path("kiosk.toml"));
    const std::string entry = "\"" + tag + "\", ";
    const std::size_t at = settings.find(entry);
    LOTSE_CHECK(at != std::string::npos);
    std::ofstream(m_folder.path("kiosk.toml")) << settings.erase(at, entry.size());
}

void Centre::with_keypad() {
    std::ofstream(m_folder.path("kiosk.toml"), std::ios::app)
        << "\n[keypad]\nprevious = [82]\nnext = [81]\nactivate = [40]\nback = [41]\nrepeat = "
           "[58]\n";
}

void Centre::with_headset() {
    with_keypad();
    std::ofstream(m_folder.path("kiosk.toml"), std::ios::app)
        << "jack_in = [104]\njack_out = [105]\n\n[sound]\ndevice = \"System audio output "
           "device\"\nheadset_jack = \"keypad\"\n";
}

void Centre::print_on(const std::string& address) const {
    std::ofstream(m_folder.path("kiosk.toml"), std::ios::app)
        << "\n[printer]\naddress = \"" << address << "\"\n";
}

void Centre::start_service() {
    const std::string port_file = m_folder.path("port");
    std::filesystem::remove(port_file);
    m_service = std::make_unique<Program>(
        std::vector<std::string>{LOTSE_QUEUE_PROGRAM, "--state", m_state, "--config",
                                 m_folder.path("queue.toml"), "--port-file", port_file},
        m_folder.path("service.log"));
    const auto until = std::chrono::steady_clock::now() + kStart;
    while (!std::filesystem::exists(port_file)) {
        LOTSE_CHECK(m_service->running() && std::chrono::steady_clock::now() < until);
        std::this_thread::sleep_for(kLook);
    }
}

void Centre::stop_service() {
    m_logs.expect(kNoService);
    m_service.reset();
}

std::unique_ptr<Visitor> Centre::start_terminal() {
    if (!m_service) {
        m_logs.expect(kNoService);
    }
    const std::string socket = m_folder.path("terminal.socket");
    std::filesystem::remove(socket);  // a killed terminal leaves it behind
    m_terminal = std::make_unique<Program>(
        std::vector<std::string>{LOTSE_PROGRAM, "--role", "terminal", "--state", m_state, "--data",
                                 m_data, "--config", m_folder.path("kiosk.toml"), "--window",
                                 "1920x1080", "--automation", socket},
        m_folder.path("terminal.log"));
    return std::make_unique<Visitor>(socket);
}

std::unique_ptr<Visitor> Centre::look_at_terminal() const {
    return std::make_unique<Visitor>(terminal_socket());
}

std::unique_ptr<store::CentreStore> Centre::open_store() const {
    return support::begun_queue(m_state + "/queue/queue.db", m_state + "/keys/service.key");
}

vault::Keyring Centre::keyring(store::CentreStore& store) const {
    const auto service = tools::service_secrets(store.accounts, m_state + "/keys/service.key");
    auto keys = tools::keyring_of(kAccount, kCentre, m_secrets.password, store.accounts, *service);
    LOTSE_CHECK(keys.ok());
    return std::move(*keys);
}

vault::SigningKey Centre::signer(store::CentreStore& store) const {
    vault::Keyring keys = keyring(store);
    LOTSE_CHECK(keys.registers);
    return std::move(*keys.registers);
}

void Centre::enrol_another(const std::string& terminal) const {
    const auto store = open_store();
    LOTSE_CHECK(tools::register_terminal(
                    store->terminals, kCentre,
                    {terminal, "Z", vault::SigningKey::generate().public_key(), WallTime{}, {}},
                    signer(*store))
                    .ok());
}

void Centre::block_terminal() const {
    const auto store = open_store();
    LOTSE_CHECK(tools::block_device(store->terminals, kCentre, "terminal-1", signer(*store)).ok());
}

void Centre::put(const std::string& number, const vault::SigningKey& signer,
                 bool another_reader) const {
    const std::string file = m_state + "/terminal/enrolment.toml";
    const auto enrolment =
        codec::read_enrolment(codec::read_file(file, limits::kLargestSettingsBytes).value(), file);
    std::vector<vault::PublicKey> recipients;
    for (const std::string& hex : enrolment.value().recipients) {
        recipients.push_back(vault::public_key_from_hex(hex).value());
    }
    if (another_reader) {
        recipients.push_back(vault::PrivateKey::generate().public_key());
    }
    IntakeHeader header;
    header.id = vault::new_intake_id();
    header.centre = kCentre;
    header.terminal = enrolment->terminal;
    header.number = number;
    header.day = "2026-11-29";
    header.language = "uk";
    header.questionnaire = "anerkennung";
    IntakeContent content;
    content.questionnaire = header.questionnaire;
    const auto sealed =
        vault::seal(header, codec::write_intake(content), recipients, signer).value();
    LOTSE_CHECK(open_store()->intakes.put(sealed, wall_now()).ok());
}

void Centre::put_forged(const std::string& number) const {
    put(number, vault::SigningKey::generate(), false);
}

void Centre::put_for_another_reader(const std::string& number) const {
    put(number, vault::load_signing_key(m_state + "/terminal/terminal.key").value(), true);
}

std::string Centre::alarms() const {
    std::ifstream file(m_state + "/desk/alarms.log");
    return {std::istreambuf_iterator<char>(file), {}};
}

void Centre::add_account(const std::string& name, const char* role, bool invited) const {
    const std::unique_ptr<store::CentreStore> store = open_store();
    const vault::ServiceKey service =
        vault::load_service_key(m_state + "/keys/service.key").value();
    const vault::Keyring keys = keyring(*store);
    const std::optional<WallTime> until =
        invited ? std::optional(wall_now() + std::chrono::hours(1)) : std::nullopt;
    LOTSE_CHECK(tools::keep_account(store->accounts,
                                    {name, kCentre, *rights_of_role(role), kCost, until},
                                    m_secrets.password, &*keys.centre, service)
                    .ok());
}

std::unique_ptr<sync::DeskClient> Centre::colleague(const std::string& account,
                                                    const std::string& room) const {
    Result<std::unique_ptr<sync::DeskClient>> client =
        sync::DeskClient::make({m_url, m_state + "/tls/ca.pem"}, room);
    LOTSE_CHECK(client.ok());
    LOTSE_CHECK(tools::log_in_at(**client, account, m_secrets.password, kBounds).ok());
    return std::move(*client);
}

std::string Centre::proof() const {
    Result<std::unique_ptr<sync::DeskClient>> client =
        sync::DeskClient::make({m_url, m_state + "/tls/ca.pem"});
    LOTSE_CHECK(client.ok());
    const Result<tools::DeskLogIn> log_in =
        tools::log_in_at(**client, kAccount, m_secrets.password, kBounds);
    LOTSE_CHECK(log_in.ok());
    static_cast<void>((*client)->log_out());
    return std::string(log_in->proof.view());
}

Result<void> Centre::publish(Configuration configuration, const std::string& preview) const {
    return publish_bundle(std::move(configuration), nullptr, preview);
}

Result<void> Centre::publish_with(Configuration configuration, const vault::SigningKey& key) const {
    return publish_bundle(std::move(configuration), &key, "");
}

Result<void> Centre::publish_bundle(Configuration configuration, const vault::SigningKey* key,
                                    const std::string& preview) const {
    const Result<std::unique_ptr<sync::DeskClient>> made =
        sync::DeskClient::make({m_url, m_state + "/tls/ca.pem"});
    LOTSE_CHECK(made.ok());
    const auto& client = *made;
    const Result<tools::DeskLogIn> log_in =
        tools::log_in_at(*client, kAccount, m_secrets.password, kBounds);
    LOTSE_CHECK(log_in.ok() && log_in->keys.configuration);
    const vault::SigningKey& signer = key == nullptr ? *log_in->keys.configuration : *key;
    configuration.centre = kCentre;
    codec::Bundle bundle;
    bundle.json = codec::write_configuration(configuration);
    bundle.signature = vault::sign_configuration(bundle.json, signer);
    std::copy(signer.public_key().begin(), signer.public_key().end(), bundle.public_key.begin());
    Result<void> published =
        client->publish_configuration(configuration.version, codec::join_bundle(bundle), preview);
    static_cast<void>(client->log_out());
    return published;
}

Result<void> Centre::release(std::int64_t version) const {
    const auto client = colleague(kAccount);
    Result<void> released = client->release_configuration(version);
    static_cast<void>(client->log_out());
    return released;
}

TerminalReport Centre::report() const {
    const auto client = colleague(kAccount);
    const Result<codec::ConfigurationList> list = client->list_configurations();
    LOTSE_CHECK(list.ok());
    static_cast<void>(client->log_out());
    return list->reports.empty() ? TerminalReport{} : list->reports.front();
}

bool Centre::wait_until(const std::function<bool(const TerminalReport&)>& holds) const {
    const auto until = std::chrono::steady_clock::now() + kArrival;
    while (std::chrono::steady_clock::now() < until) {
        if (holds(report())) {
            return true;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return false;
}

std::unique_ptr<Visitor> Centre::start_desk() {
    auto staff = start_desk(kAccount);
    staff->wait_for("action.call_next");
    return staff;
}

std::unique_ptr<Visitor> Centre::start_desk(const std::string& account) {
    return log_in_at(m_desk, "desk", m_state, account);
}

std::unique_ptr<Visitor> Centre::start_second_desk(const std::string& account) {
    namespace fs = std::filesystem;
    const std::string state = m_folder.path("state of the second desk");
    for (const char* part : {"desk", "tls"}) {
        fs::create_directories(state);
        fs::copy(fs::path(m_state) / part, fs::path(state) / part, fs::copy_options::recursive);
    }
    return log_in_at(m_second_desk, "second_desk", state, account);
}

std::unique_ptr<Visitor> Centre::log_in_at(std::unique_ptr<Program>& desk, const std::string& name,
                                           const std::string& state, const std::string& account) {
    const std::string socket = m_folder.path(name + ".socket");
    desk = std::make_unique<Program>(
        std::vector<std::string>{LOTSE_PROGRAM, "--role", "desk", "--state", state, "--service",
                                 m_url, "--data", m_data, "--config", m_folder.path("kiosk.toml"),
                                 "--window", "1920x1080", "--automation", socket},
        m_folder.path(name + ".log"));
    auto staff = std::make_unique<Visitor>(socket);
    staff->tap("field.account");
    staff->type(account);
    staff->tap("field.password");
    staff->type(m_secrets.password);
    staff->tap("action.log_in");
    return staff;
}

void Centre::set_room(const std::string& room) {
    // [desk] is the last section of the settings.
    std::ofstream(m_folder.path("kiosk.toml"), std::ios::app) << "room = \"" << room << "\"\n";
}

std::unique_ptr<Visitor> Centre::start_display() {
    const std::string socket = m_folder.path("display.socket");
    m_display = std::make_unique<Program>(
        std::vector<std::string>{LOTSE_PROGRAM, "--role", "display", "--state", m_state, "--data",
                                 m_data, "--config", m_folder.path("kiosk.toml"), "--window",
                                 "1920x1080", "--automation", socket},
        m_folder.path("display.log"));
    return std::make_unique<Visitor>(socket);
}

std::vector<QueueEntry> Centre::queue() const {
    const auto client = colleague(kAccount);
    Result<codec::Listing> listing = client->list();
    LOTSE_CHECK(listing.ok());
    static_cast<void>(client->log_out());
    return std::move(listing->page.entries);
}

std::vector<QueueEntry> Centre::queue_of(std::size_t count) const {
    const auto until = std::chrono::steady_clock::now() + kArrival;
    std::vector<QueueEntry> entries = queue();
    while (entries.size() < count && std::chrono::steady_clock::now() < until) {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        entries = queue();
    }
    return entries;
}

std::optional<IntakeContent> Centre::open(const IntakeId& id) const {
    const std::unique_ptr<store::CentreStore> store = open_store();
    const vault::Keyring keys = keyring(*store);
    LOTSE_CHECK(keys.centre);
    const Result<Bytes> envelope =
        store->intakes.read(kCentre, id, {kAccount, AuditAction::Read, to_hex(id), WallTime{}});
    if (!envelope) {
        return std::nullopt;
    }
    const Result<std::string> payload = vault::open(*envelope, *keys.centre);
    if (!payload) {
        return std::nullopt;
    }
    Result<IntakeContent> content = codec::read_intake(*payload);
    return content ? std::optional<IntakeContent>(std::move(*content)) : std::nullopt;
}

std::vector<std::string> Centre::files_with(const std::string& text) const {
    std::vector<std::string> found;
    for (const auto& file : std::filesystem::recursive_directory_iterator(m_folder.path())) {
        if (!file.is_regular_file()) {
            continue;
        }
        const std::string content = content_of(file.path());
        for (const std::string& encoded : encodings_of(text)) {
            if (content.find(encoded) != std::string::npos) {
                found.push_back(file.path());
                break;
            }
        }
    }
    return found;
}

std::vector<std::string> encodings_of(const std::string& text) {
    std::string utf16, utf32;
    for (const char letter : text) {
        utf16 += std::string{letter, '\0'};
        utf32 += std::string{letter, '\0', '\0', '\0'};
    }
    return {text, utf16, utf32};
}

}  // namespace lotse::kiosk_test
