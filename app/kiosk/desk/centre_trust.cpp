// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/desk/centre_trust.h"

#include <spdlog/spdlog.h>

#include <filesystem>
#include <memory>
#include <utility>

#include "base/atomic_file.h"
#include "base/clock.h"
#include "codec/files.h"
#include "codec/wire/help_wire.h"
#include "codec/wire/people_wire.h"
#include "core/check.h"
#include "core/intake/number_rule.h"
#include "core/intake/register_chain.h"
#include "core/limits.h"
#include "vault/configuration_key.h"
#include "vault/envelope.h"
#include "vault/genuine.h"
#include "vault/keys.h"
#include "vault/signed_document.h"

namespace lotse::kiosk {
namespace {

constexpr const char* kPin = "/centre.toml";
constexpr const char* kRegister = "/keys.signed";
constexpr const char* kPeople = "/people.signed";
constexpr const char* kSeen = "/people.seen";
constexpr const char* kAlarms = "/alarms.log";
constexpr const char* kPosition = "/position";
constexpr const char* kAuditHeads = "/audit.heads";
constexpr const char* kDevice = "/device.";

}  // namespace

Result<std::unique_ptr<CentreTrust>> CentreTrust::open(const codec::CentrePin& pin,
                                                       const std::string& folder) {
    Result<Bytes> signer = vault::bytes_from_hex(pin.register_key);
    if (!signer) {
        return Error{Kind::Unusable, folder + kPin, signer.error().detail};
    }
    std::unique_ptr<CentreTrust> made(new CentreTrust);
    made->m_centre = pin.centre;
    made->m_folder = folder;
    made->m_signer = std::move(*signer);
    const auto kept = [&](const char* name, auto read, auto& out) {
        const std::string file = folder + name;
        std::error_code failed;
        if (!std::filesystem::exists(file, failed)) {
            return;
        }
        const Result<std::string> document = codec::read_file(file, limits::kLargestRegisterBytes);
        auto last = document ? read(*document) : decltype(read(*document))(document.error());
        if (last) {
            out = std::move(*last);
        } else {
            spdlog::warn("{} of last time is not used: {}", name, to_string(last.error()));
        }
    };
    const auto people = [&](const std::string& text) { return made->read_people(text); };
    made->m_last = last_signed_keys(folder + kRegister, pin.centre, made->m_signer);
    kept(kPeople, people, made->m_last_people);
    kept(kSeen, people, made->m_seen);
    return made;
}

Result<CentreTrust::People> CentreTrust::read_people(const std::string& document) const {
    const Result<std::string> json =
        vault::open_document(document, vault::kPeopleDocument, m_signer);
    if (!json) {
        return json.error();
    }
    Result<PeopleRegister> people = codec::read_people(*json);
    if (!people) {
        return people.error();
    }
    if (people->centre != m_centre) {
        return Error{Kind::Refused, "register of people", "is another centre's"};
    }
    return People{std::move(*people), vault::hash(document)};
}

void CentreTrust::keep(const char* name, const std::string& document) const {
    if (const Result<void> kept = replace_file(m_folder + name, document); !kept) {
        spdlog::warn("{} is not remembered: {}", name, to_string(kept.error()));
    }
}

Result<void> CentreTrust::accept(const std::string& document) {
    Result<Keys> next = read_signed_keys(document, m_centre, m_signer);
    if (!next) {
        return next.error();
    }
    if (Result<void> follows = check_follows(m_last, *next); !follows) {
        return follows;
    }
    if (!m_last || next->digest != m_last->digest) {
        keep(kRegister, document);
        m_genuine.clear();  // of a terminal that may be blocked by now
    }
    m_last = m_accepted = std::move(*next);
    return {};
}

Result<void> CentreTrust::accept_people(const std::string& document) {
    if (document.empty()) {
        return m_last_people ? Result<void>(Error{Kind::Refused, "register of people",
                                                  "there was one, and now there is none"})
                             : Result<void>();
    }
    Result<People> next = read_people(document);
    if (!next) {
        return next.error();
    }
    if (!m_last_people || next->digest != m_last_people->digest) {
        if (m_last_people) {
            if (Result<void> follows =
                    check_successor(m_last_people->content, m_last_people->digest, next->content);
                !follows) {
                return follows;
            }
        }
        keep(kPeople, document);
    }
    m_last_people = m_people = std::move(*next);
    m_people_document = document;
    if (!m_seen) {
        see_readers();
    }
    return {};
}

std::vector<RegisteredPerson> CentreTrust::unseen_readers() const {
    return m_people && m_seen ? new_readers(m_seen->content, m_people->content)
                              : std::vector<RegisteredPerson>();
}

void CentreTrust::see_readers() {
    if (m_people) {
        m_seen = m_people;
        keep(kSeen, m_people_document);
    }
}

std::optional<Alarm> CentreTrust::doubt_about(const QueueEntry& entry, const Bytes& envelope) {
    LOTSE_CHECK(m_accepted.has_value());
    const std::optional<Alarm> alarm = vault::doubt_about(entry, envelope, m_accepted->content);
    if (!alarm) {
        m_genuine[entry.header.id] = {entry.header, entry.digest};
    }
    return alarm;
}

bool CentreTrust::is_erased(const Bytes& envelope) const {
    LOTSE_CHECK(m_accepted.has_value());
    return vault::is_erased(envelope, m_accepted->content);
}

bool CentreTrust::was_genuine(const QueueEntry& entry) const {
    const auto seen = m_genuine.find(entry.header.id);
    return seen != m_genuine.end() && seen->second == std::pair(entry.header, entry.digest);
}

std::optional<desk::TerminalWord> CentreTrust::word_of(const codec::SignedReport& report) const {
    LOTSE_CHECK(m_accepted.has_value());
    const Result<codec::ReportMessage> said = codec::read_report(report.text);
    if (!said || !said->outbox || said->centre != m_centre) {
        return std::nullopt;
    }
    const RegisteredTerminal* const terminal =
        find_terminal(m_accepted->content, said->report.terminal);
    if (terminal == nullptr ||
        !vault::verify_report(report.text, report.signature, terminal->key)) {
        return std::nullopt;
    }
    desk::TerminalWord word{terminal->name, said->report.at, said->outbox->day, {}};
    const std::optional<std::set<int>> numbers = numbers_in(said->outbox->stored);
    if (numbers && !terminal->prefix.empty()) {
        for (const int number : *numbers) {
            word.numbers.push_back(number_text(terminal->prefix, number));
        }
    }
    return word;
}

Result<desk::HelpWanted> CentreTrust::help_of(const codec::SignedReport& call) const {
    LOTSE_CHECK(m_accepted.has_value());
    Result<HelpCall> said = codec::read_help_call(call.text);
    if (!said) {
        return said.error();
    }
    const RegisteredTerminal* const terminal = find_terminal(m_accepted->content, said->terminal);
    if (said->centre != m_centre || terminal == nullptr || terminal->blocked) {
        return Error{Kind::Refused, "help call", "is of no terminal of this centre"};
    }
    if (const Result<void> genuine =
            vault::verify_help_call(call.text, call.signature, terminal->key);
        !genuine) {
        return genuine.error();
    }
    return desk::HelpWanted{std::move(*said),
                            terminal->prefix.empty() ? terminal->name : terminal->prefix};
}

std::optional<QueuePosition> CentreTrust::position() const {
    const Result<std::string> text =
        codec::read_file(m_folder + kPosition, limits::kLongestLineBytes);
    return text ? queue_position_from(*text) : std::nullopt;
}

void CentreTrust::keep_position(const QueuePosition& position) {
    if (const Result<void> kept = replace_file(m_folder + kPosition, to_text(position)); !kept) {
        spdlog::warn("how far the queue had come is not remembered: {}", to_string(kept.error()));
    }
}

std::vector<KeptHead> CentreTrust::audit_heads() const {
    const std::string file = m_folder + kAuditHeads;
    std::error_code failed;
    if (!std::filesystem::exists(file, failed)) {
        return {};
    }
    const Result<std::string> text = codec::read_file(file, limits::kLargestSettingsBytes);
    std::optional<std::vector<KeptHead>> heads = text ? heads_from(*text) : std::nullopt;
    if (!heads) {
        spdlog::warn("{} cannot be read: the audit log is looked at from today on", file);
    }
    return heads ? std::move(*heads) : std::vector<KeptHead>();
}

void CentreTrust::keep_audit_heads(const std::vector<KeptHead>& heads) {
    if (const Result<void> kept = replace_file(m_folder + kAuditHeads, heads_text(heads)); !kept) {
        spdlog::warn("how far the audit log had come is not remembered: {}",
                     to_string(kept.error()));
    }
}

KeysRegister CentreTrust::next_keys(WallTime at) const {
    LOTSE_CHECK(m_accepted.has_value());
    KeysRegister next = m_accepted->content;
    ++next.serial;
    next.at = at;
    next.previous = m_accepted->digest;
    return next;
}

std::string CentreTrust::device_of(const std::string& account) const {
    if (!is_registered_name(account)) {
        return {};
    }
    const Result<std::string> text =
        codec::read_file(m_folder + kDevice + account, limits::kLongestLineBytes);
    return text ? *text : std::string();
}

void CentreTrust::keep_device(const std::string& account, const std::string& device) {
    // It is sent in a header field.
    const bool one_line = std::all_of(device.begin(), device.end(),
                                      [](unsigned char c) { return c >= ' ' && c < 0x7f; });
    if (!is_registered_name(account) || device.empty() || !one_line) {
        return;
    }
    if (const Result<void> kept = replace_file(m_folder + kDevice + account, device); !kept) {
        spdlog::warn("that somebody logged in here is not remembered: {}", to_string(kept.error()));
    }
}

void CentreTrust::forget() {
    m_genuine.clear();
    m_noted.clear();
}

bool CentreTrust::note(Alarm alarm, const std::string& object) {
    if (!m_noted.emplace(alarm, object).second) {
        return false;
    }
    const std::string file = m_folder + kAlarms;
    std::string lines;
    if (Result<std::string> before = codec::read_file(file, limits::kLargestAlarmLogBytes)) {
        lines = std::move(*before);
    }
    if (lines.size() > limits::kLargestAlarmLogBytes / 2 + limits::kLargestAlarmLogBytes / 4) {
        lines.erase(0, lines.find('\n', lines.size() / 2) + 1);
    }
    lines += std::to_string(wall_now().time_since_epoch().count()) + " " +
             std::string(to_string(alarm)) + (object.empty() ? "" : " ") + object + "\n";
    if (const Result<void> kept = replace_file(file, lines); !kept) {
        spdlog::error("an alarm is not noted: {}", to_string(kept.error()));
    }
    return true;
}

Result<std::optional<codec::CentrePin>> load_centre_pin(const std::string& folder) {
    const std::string file = folder + kPin;
    std::error_code failed;
    if (!std::filesystem::exists(file, failed)) {
        return std::optional<codec::CentrePin>();
    }
    const Result<std::string> text = codec::read_file(file, limits::kLargestSettingsBytes);
    if (!text) {
        return text.error();
    }
    Result<codec::CentrePin> pin = codec::read_centre_pin(*text, file);
    return pin ? Result<std::optional<codec::CentrePin>>(std::optional(std::move(*pin)))
               : pin.error();
}

}  // namespace lotse::kiosk
