// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/configuration/configuration_store.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <utility>

#include "base/atomic_file.h"
#include "codec/files.h"
#include "codec/forms/configuration_json.h"
#include "codec/wire/bundle.h"
#include "core/limits.h"
#include "core/reason.h"
#include "vault/configuration_key.h"

namespace lotse::kiosk {
namespace {

namespace fs = std::filesystem;

constexpr const char* kState = "state";
constexpr const char* kSuffix = ".bundle";

std::string bundle_name(std::int64_t version) {
    return std::to_string(version) + kSuffix;
}

std::string one_line(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    if (text.size() > limits::kLongestReasonBytes) {
        text.resize(limits::kLongestReasonBytes);
    }
    return text;
}

}  // namespace

Result<Configuration> open_bundle(const std::string& bytes, const std::string& centre,
                                  const Bytes& public_key) {
    const Result<codec::Bundle> bundle = codec::split_bundle(bytes);
    if (!bundle) {
        return because(Cause::Damaged, bundle.error());
    }
    if (Result<void> genuine =
            vault::verify_configuration(bundle->json, bundle->signature, public_key);
        !genuine) {
        return because(Cause::Signature, genuine.error());
    }
    Result<Configuration> configuration = codec::read_configuration(bundle->json);
    if (!configuration) {
        return because(Cause::OutOfBounds, configuration.error());
    }
    if (configuration->centre != centre) {
        return Error{Kind::Refused, configuration->centre, "the configuration is of this centre",
                     Cause::OtherCentre};
    }
    return configuration;
}

Result<std::unique_ptr<ConfigurationStore>> ConfigurationStore::open(ConfigurationOptions options) {
    std::error_code failed;
    fs::create_directories(options.folder, failed);
    if (failed) {
        return Error{Kind::Unusable, options.folder, "cannot be made: " + failed.message()};
    }
    std::unique_ptr<ConfigurationStore> made(new ConfigurationStore(std::move(options)));
    made->load();
    return made;
}

void ConfigurationStore::load() {
    const std::string file = path(kState);
    std::error_code none;
    if (!fs::exists(file, none)) {
        return;
    }
    const Result<std::string> text = codec::read_file(file, limits::kLargestSettingsBytes);
    std::istringstream in(text ? *text : std::string());
    Rollout read;
    std::string label;
    in >> label >> read.current >> read.previous >> read.next >> read.tries >> read.refused;
    in.get();
    std::getline(in, read.reason);
    if (in.bad() || label != "rollout-1" || read.current < 0 || read.previous < 0 ||
        read.next < 0 || read.tries < 0 || read.refused < 0) {
        spdlog::error(
            "{}: is damaged; the terminal starts as installed and asks for its configuration",
            file);
        return;
    }
    m_rollout = read;
}

Result<void> ConfigurationStore::save(const Rollout& rollout) {
    std::ostringstream out;
    out << "rollout-1 " << rollout.current << ' ' << rollout.previous << ' ' << rollout.next << ' '
        << rollout.tries << ' ' << rollout.refused << ' ' << one_line(rollout.reason) << '\n';
    if (Result<void> saved = replace_file(path(kState), out.str()); !saved) {
        spdlog::error("configuration: {}", to_string(saved.error()));
        return saved;
    }
    m_rollout = rollout;
    return {};
}

void ConfigurationStore::remove_unnamed() const {
    std::error_code failed;
    std::vector<fs::path> gone;
    for (fs::directory_iterator it(m_options.folder, failed), end; !failed && it != end;
         it.increment(failed)) {
        const std::string name = it->path().filename().string();
        if (name != kState && name != bundle_name(m_rollout.current) &&
            name != bundle_name(m_rollout.previous) && name != bundle_name(m_rollout.next)) {
            gone.push_back(it->path());
        }
    }
    for (const fs::path& file : gone) {
        fs::remove(file, failed);
    }
}

Result<Configuration> ConfigurationStore::read(std::int64_t version) const {
    const Result<std::string> bytes =
        codec::read_file(path(bundle_name(version)), limits::kLargestBundleBytes);
    if (!bytes) {
        return bytes.error();
    }
    Result<Configuration> configuration =
        open_bundle(*bytes, m_options.centre, m_options.public_key);
    if (configuration && configuration->version != version) {
        return Error{Kind::Corrupt, path(bundle_name(version)), "holds another version"};
    }
    return configuration;
}

void ConfigurationStore::let_go(std::int64_t version,
                                const std::optional<std::string>& refused_because) {
    Rollout after = m_rollout;
    if (after.next == version) {
        after.next = 0;
        after.tries = 0;
    }
    if (after.current == version) {
        after.current = after.previous;
        after.previous = 0;
    }
    if (refused_because && version > after.refused) {
        after.refused = version;
        after.reason = *refused_because;
    }
    if (!save(after)) {
        m_rollout =
            after;  // a disk that cannot be written now must not keep the terminal from starting
    }
}

void ConfigurationStore::refuse(std::int64_t version, const Error& why) {
    spdlog::error("configuration {} is refused: {}", version, to_string(why));
    let_go(version, written_reason(why));
}

void ConfigurationStore::lose(std::int64_t version, const Error& problem) {
    spdlog::error("configuration {} is damaged on this disk and asked for again: {}", version,
                  to_string(problem));
    let_go(version, std::nullopt);
}

Configuration ConfigurationStore::begin() {
    const std::lock_guard lock(m_mutex);
    m_trial = false;
    m_running = 0;
    remove_unnamed();
    if (m_rollout.next != 0 && m_rollout.tries >= limits::kConfigurationTries) {
        refuse(m_rollout.next,
               {Kind::Refused, "start", "the program ended twice before its first picture stood",
                Cause::EndedTwice});
    }
    if (m_rollout.next != 0) {
        Result<Configuration> next = read(m_rollout.next);
        if (!next) {
            lose(m_rollout.next, next.error());
        } else {
            Rollout trying = m_rollout;
            ++trying.tries;
            // Without the mark on the disk a start that ends badly would be repeated for ever.
            if (save(trying)) {
                m_trial = true;
                m_running = next->version;
                return std::move(*next);
            }
        }
    }
    while (m_rollout.current != 0) {
        Result<Configuration> current = read(m_rollout.current);
        if (current) {
            m_running = current->version;
            return std::move(*current);
        }
        lose(m_rollout.current, current.error());
    }
    return {};
}

bool ConfigurationStore::on_trial() const {
    const std::lock_guard lock(m_mutex);
    return m_trial;
}

void ConfigurationStore::confirm_start() {
    const std::lock_guard lock(m_mutex);
    if (!m_trial) {
        return;
    }
    Rollout after = m_rollout;
    after.previous = after.current;
    after.current = m_running;
    if (after.next == m_running) {  // else a newer one was taken meanwhile
        after.next = 0;
        after.tries = 0;
    }
    if (after.refused < m_running) {
        after.refused = 0;
        after.reason.clear();
    }
    if (save(after)) {
        m_trial = false;
        spdlog::info("configuration {} stands", m_running);
    }
}

void ConfigurationStore::failed(const Error& why) {
    const std::lock_guard lock(m_mutex);
    if (m_running != 0) {
        refuse(m_running, why);
    }
}

Result<void> ConfigurationStore::take(const std::string& bundle) {
    Result<Configuration> configuration =
        open_bundle(bundle, m_options.centre, m_options.public_key);
    if (!configuration) {
        const Result<codec::Bundle> parts = codec::split_bundle(bundle);
        const auto facts = parts ? codec::read_configuration_facts(parts->json)
                                 : Result<codec::ConfigurationFacts>(parts.error());
        const std::lock_guard lock(m_mutex);
        if (facts && facts->version > m_foreign) {
            m_foreign = facts->version;
            m_foreign_reason = one_line(written_reason(configuration.error()));
        }
        return configuration.error();
    }
    const std::int64_t version = configuration->version;
    {
        const std::lock_guard lock(m_mutex);
        if (version <=
            std::max({m_rollout.current, m_running, m_rollout.next, m_rollout.refused})) {
            return Error{Kind::Refused, "configuration " + std::to_string(version),
                         "is not newer than what this terminal has or refused", Cause::NotNewer};
        }
    }
    Result<void> loads = m_options.trial(*configuration);
    const std::lock_guard lock(m_mutex);
    if (!loads) {
        refuse(version, loads.error());
        return loads;
    }
    if (Result<void> kept = replace_file(path(bundle_name(version)), bundle); !kept) {
        return kept;
    }
    Rollout after = m_rollout;
    after.next = version;
    after.tries = 0;
    return save(after);
}

TerminalReport ConfigurationStore::report() const {
    const std::lock_guard lock(m_mutex);
    TerminalReport report;
    report.running = m_running;
    report.accepted = m_rollout.next == m_running ? 0 : m_rollout.next;
    const bool foreign = m_foreign > m_rollout.refused;
    report.refused = foreign ? m_foreign : m_rollout.refused;
    report.reason = foreign ? m_foreign_reason : m_rollout.reason;
    return report;
}

}  // namespace lotse::kiosk
