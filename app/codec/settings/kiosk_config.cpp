// SPDX-License-Identifier: EUPL-1.2
#include "codec/settings/kiosk_config.h"

#include <algorithm>
#include <array>
#include <sstream>

#include "codec/settings/toml_reader.h"
#include "core/intake/queue.h"
#include "core/language_tag.h"
#include "core/limits.h"

namespace lotse::codec {
namespace {

/// Rolls that receipt printers take.
constexpr int kNarrowRollMm = 58, kWideRollMm = 80;

void seconds(TableReader& reader, std::string_view key, std::int64_t low, std::int64_t high,
             std::chrono::seconds& out) {
    std::int64_t value = out.count();
    reader.whole("session", key, low, high, value);
    out = std::chrono::seconds(value);
}

/// Tags in their usual spelling, however a person wrote them; each once. What names no language
/// stays: who looks for its folder says so.
std::vector<std::string> tags_of(const std::vector<std::string>& written) {
    std::vector<std::string> out;
    for (const std::string& one : written) {
        const std::string tag = language_meant(one).value_or(one);
        if (std::find(out.begin(), out.end(), tag) == out.end()) {
            out.push_back(tag);
        }
    }
    return out;
}

void press_delay(TableReader& reader, std::string_view key, std::chrono::milliseconds& out) {
    std::int64_t value = out.count();
    reader.whole("session", key, 0, limits::kLongestPressDelay.count(), value);
    out = std::chrono::milliseconds(value);
}

Keypad keypad_from(TableReader& reader) {
    Keypad keypad;
    std::set<std::int64_t> taken;
    for (const auto& [name, key] :
         {std::pair{"previous", KeypadKey::Previous}, std::pair{"next", KeypadKey::Next},
          std::pair{"activate", KeypadKey::Activate}, std::pair{"back", KeypadKey::Back},
          std::pair{"repeat", KeypadKey::Repeat}, std::pair{"switch", KeypadKey::Switch},
          std::pair{"jack_in", KeypadKey::JackIn}, std::pair{"jack_out", KeypadKey::JackOut}}) {
        std::vector<int> usages;
        reader.wholes("keypad", name, limits::kLowestKeyUsage, limits::kHighestKeyUsage, taken,
                      usages);
        for (const int usage : usages) {
            keypad.emplace(usage, key);
        }
    }
    return keypad;
}

/// What is read once more before it is part of the settings.
struct Written {
    std::string hours;
    std::vector<std::string> closed_on;
    std::string headset_jack;
};

KioskConfig kiosk_from(TableReader& reader, Written& written) {
    KioskConfig config;
    reader.text("centre", "institution", config.institution);
    reader.text("centre", "funding_line", config.funding_line);
    reader.texts("centre", "logos", config.logos);
    reader.text("privacy", "address", config.privacy.address);
    reader.text("privacy", "officer", config.privacy.officer);
    reader.text("privacy", "authority", config.privacy.authority);
    reader.texts("privacy", "processors", config.privacy.processors);
    reader.whole("privacy", "kept_days", 1, 3650, config.privacy.kept_days);
    reader.word("panel", "renderer", std::array<std::string_view, 3>{"auto", "software", "gpu"},
                config.renderer);
    reader.flag("panel", "full_screen", config.full_screen);
    reader.whole("panel", "width_px", limits::kLeastScreenShorterPx, limits::kMostScreenPx,
                 config.width_px);
    reader.whole("panel", "height_px", limits::kLeastScreenShorterPx, limits::kMostScreenPx,
                 config.height_px);
    reader.number("panel", "diagonal_inch", limits::kSmallestDiagonalInch, 65,
                  config.diagonal_inch);
    reader.number("panel", "text_scale", 0.8, 2.0, config.text_scale);
    reader.number("panel", "viewing_mm", 250, 1500, config.viewing_mm);
    reader.texts("languages", "offered", config.languages);
    reader.text("languages", "default", config.default_language);
    reader.optional_text("languages", "second", config.second_language);
    config.languages = tags_of(config.languages);
    for (std::string* tag : {&config.default_language, &config.second_language}) {
        *tag = language_meant(*tag).value_or(*tag);
    }
    reader.texts("questionnaires", "offered", config.questionnaires);
    reader.optional_text("questionnaires", "occupations", config.occupations);
    seconds(reader, "idle_seconds", 30, 3600, config.idle);
    // EN 301 549 11.2.2.1: at least 20 seconds to say that one is still there.
    seconds(reader, "idle_grace_seconds", 20, 600, config.idle_grace);
    seconds(reader, "number_seconds", 10, 600, config.number_shown);
    reader.flag("session", "topics", config.topics);
    press_delay(reader, "press_delay_ms", config.press_delay);
    press_delay(reader, "grave_press_delay_ms", config.grave_press_delay);
    config.keypad = keypad_from(reader);
    reader.number("keypad", "switch_seconds", 0.5, 10, config.switch_seconds);
    std::int64_t interval = config.configuration_interval.count();
    reader.whole("configuration", "interval_seconds", 1, 3600, interval);
    config.configuration_interval = std::chrono::seconds(interval);
    std::int64_t kept = config.copies_kept.count();
    reader.whole("terminal", "copies_kept_days", 0, limits::kLongestCopiesKept.count(), kept);
    config.copies_kept = std::chrono::days(kept);
    std::int64_t lock = config.desk_lock.count();
    reader.whole("desk", "lock_seconds", limits::kShortestDeskLock.count(),
                 limits::kLongestDeskLock.count(), lock);
    config.desk_lock = std::chrono::seconds(lock);
    reader.optional_text("desk", "language", config.desk_language);
    reader.texts("desk", "languages", config.desk_languages);
    reader.optional_text("desk", "room", config.room);
    reader.whole("desk", "log_in_passes", 1, limits::kMostLogInPasses, config.log_in_passes);
    reader.whole("desk", "log_in_memory_kib", limits::kLeastLogInMemoryKib,
                 limits::kMostLogInMemoryKib, config.log_in_memory_kib);
    reader.flag("sound", "on", config.sound);
    reader.optional_text("sound", "device", config.sound_device);
    reader.optional_text("sound", "headset", config.headset);
    reader.optional_text("sound", "headset_jack", written.headset_jack);
    reader.whole("sound", "volume", 1, 10, config.sound_volume);
    reader.optional_text("sound", "clips", config.sound_clips);
    reader.optional_text("printer", "device", config.printer.device);
    reader.optional_text("printer", "address", config.printer.address);
    reader.whole("printer", "width_mm", kNarrowRollMm, kWideRollMm, config.printer.width_mm);
    reader.optional_text("display", "opening_hours", written.hours);
    reader.texts("display", "closed_on", written.closed_on);
    reader.lists_by_name("display", "notices", config.notices);
    reader.flag("automation", "allowed", config.automation);
    reader.word("log", "level", std::array<std::string_view, 4>{"debug", "info", "warn", "error"},
                config.log_level);
    return config;
}

Enrolment enrolment_from(TableReader& reader) {
    Enrolment enrolment;
    reader.text("terminal", "centre", enrolment.centre);
    reader.text("terminal", "name", enrolment.terminal);
    reader.text("terminal", "prefix", enrolment.prefix);
    reader.texts("terminal", "recipients", enrolment.recipients);
    reader.text("terminal", "pin_hash", enrolment.pin_hash);
    reader.text("terminal", "configuration_key", enrolment.configuration_key);
    reader.text("terminal", "register_key", enrolment.register_key);
    reader.text("service", "url", enrolment.service);
    reader.text("service", "ca_file", enrolment.ca_file);
    return enrolment;
}

DisplayEnrolment display_from(TableReader& reader) {
    DisplayEnrolment enrolment;
    reader.text("display", "centre", enrolment.centre);
    reader.text("display", "name", enrolment.display);
    reader.text("service", "url", enrolment.service);
    reader.text("service", "ca_file", enrolment.ca_file);
    return enrolment;
}

/// Unusable, naming the first that is not there. `again`: what makes such a file.
template <std::size_t kCount>
Result<void> check_given(const std::array<std::pair<const char*, bool>, kCount>& given,
                         const std::string& file, const char* again) {
    for (const auto& [key, present] : given) {
        if (!present) {
            return Error{Kind::Unusable, file + ": " + key,
                         std::string("is missing; enrol again with \"lotse-tool ") + again + "\""};
        }
    }
    return {};
}

std::string toml_text(const toml::table& root) {
    std::ostringstream out;
    out << root << '\n';
    return out.str();
}

toml::table service_table(const std::string& url, const std::string& ca_file) {
    return toml::table{{"url", url}, {"ca_file", ca_file}};
}

/// The hours and notices of a call display.
Result<void> take_display(const Written& written, const std::string& file, KioskConfig& config) {
    Result<OpeningHours> hours = opening_hours_from(written.hours);
    if (!hours) {
        return Error{Kind::Unusable, file + ": display.opening_hours",
                     hours.error().where + " is not understood; " + hours.error().detail};
    }
    config.hours = std::move(*hours);
    for (const std::string& day : written.closed_on) {
        CivilDate date;
        if (!from_iso(day, date)) {
            return Error{Kind::Unusable, file + ": display.closed_on",
                         "expected days such as \"2026-12-24\", not \"" + day + "\""};
        }
        config.hours.closed_on.insert(date);
    }
    std::map<std::string, std::vector<std::string>> notices;
    for (auto& [written_tag, texts] : config.notices) {
        const std::string tag = language_meant(written_tag).value_or(written_tag);
        if (std::find(config.languages.begin(), config.languages.end(), tag) ==
            config.languages.end()) {
            return Error{Kind::Unusable, file + ": display.notices." + written_tag,
                         "expected one of the languages in languages.offered"};
        }
        for (std::string& text : texts) {
            if (text.size() > limits::kLongestBrandingBytes) {
                return Error{Kind::Unusable, file + ": display.notices." + written_tag,
                             "expected at most " + std::to_string(limits::kLongestBrandingBytes) +
                                 " bytes each"};
            }
            notices[tag].push_back(std::move(text));
        }
    }
    config.notices = std::move(notices);
    return {};
}

bool has_key(const Keypad& keypad, KeypadKey wanted) {
    return std::any_of(keypad.begin(), keypad.end(),
                       [wanted](const auto& entry) { return entry.second == wanted; });
}

/// By which it is known that a headset is in: without that nobody's answers are said to it, so that
/// one without the other is a mistake.
Result<void> take_headset(const std::string& written, const std::string& file,
                          KioskConfig& config) {
    using By = KioskConfig::HeadsetJack::By;
    const auto wrong = [&](const char* key, const char* expected) {
        return Error{Kind::Unusable, file + ": sound." + key, std::string("expected ") + expected};
    };
    if (written.empty()) {
        return config.headset.empty()
                   ? Result<void>()
                   : wrong("headset_jack", "how it is known that the headset is plugged in");
    }
    if (config.sound_device.empty()) {
        return wrong("device",
                     "the loudspeaker's name: where there is a headset, the usual device "
                     "may be either of them");
    }
    KioskConfig::HeadsetJack& jack = config.headset_jack;
    if (written == "keypad") {
        jack.by = By::Keypad;
        return has_key(config.keypad, KeypadKey::JackIn) &&
                       has_key(config.keypad, KeypadKey::JackOut)
                   ? Result<void>()
                   : wrong("headset_jack", "jack_in and jack_out in [keypad]");
    }
    constexpr std::string_view kAlsa = "alsa:";
    const std::size_t end = written.find(':', kAlsa.size());
    if (!written.starts_with(kAlsa) || end == std::string::npos || end == kAlsa.size() ||
        end + 1 == written.size()) {
        return wrong("headset_jack",
                     "\"alsa:CARD:CONTROL\", e.g. \"alsa:0:Headphone Jack\", or "
                     "\"keypad\"");
    }
    jack = {By::Alsa, written.substr(kAlsa.size(), end - kAlsa.size()), written.substr(end + 1)};
    return {};
}

}  // namespace

Result<KioskConfig> read_kiosk_config(std::string_view text, const std::string& file) {
    Written written;
    Result<KioskConfig> config = read_toml<KioskConfig>(
        text, file, [&](TableReader& reader) { return kiosk_from(reader, written); });
    if (!config) {
        return config;
    }
    if (const Result<void> display = take_display(written, file, *config); !display) {
        return display.error();
    }
    if (const Result<void> headset = take_headset(written.headset_jack, file, *config); !headset) {
        return headset.error();
    }
    if (config->languages.empty() || config->questionnaires.empty()) {
        return Error{Kind::Unusable, file + ": languages.offered, questionnaires.offered",
                     "expected at least one entry each"};
    }
    if (config->desk_language != "de" && config->desk_language != "en") {
        return Error{Kind::Unusable, file + ": desk.language", "expected de or en"};
    }
    if (config->desk_languages.size() > limits::kMostDeskLanguages ||
        !std::all_of(config->desk_languages.begin(), config->desk_languages.end(),
                     [](const std::string& tag) { return is_language_tag(tag); })) {
        return Error{Kind::Unusable, file + ": desk.languages",
                     "expected tags of languages, e.g. \"uk\", at most " +
                         std::to_string(limits::kMostDeskLanguages)};
    }
    if (const Result<void> room = check_room(config->room); !room) {
        return Error{Kind::Unusable, file + ": desk.room", room.error().detail};
    }
    const KioskConfig::Printer& printer = config->printer;
    if (!printer.device.empty() && !printer.address.empty()) {
        return Error{Kind::Unusable, file + ": printer",
                     "expected either a device or an address, not both"};
    }
    if (printer.width_mm != kNarrowRollMm && printer.width_mm != kWideRollMm) {
        return Error{Kind::Unusable, file + ": printer.width_mm", "expected 58 or 80"};
    }
    const std::vector<std::string>& offered = config->languages;
    if (std::find(offered.begin(), offered.end(), config->default_language) == offered.end()) {
        return Error{Kind::Unusable, file + ": languages.default",
                     "expected one of the languages in languages.offered"};
    }
    return config;
}

Result<Enrolment> read_enrolment(std::string_view text, const std::string& file) {
    Result<Enrolment> enrolment = read_toml<Enrolment>(text, file, enrolment_from);
    if (!enrolment) {
        return enrolment;
    }
    const std::array<std::pair<const char*, bool>, 6> given = {{
        {"terminal.centre", !enrolment->centre.empty()},
        {"terminal.name", !enrolment->terminal.empty()},
        {"terminal.prefix", !enrolment->prefix.empty()},
        {"terminal.recipients", !enrolment->recipients.empty()},
        {"service.url", !enrolment->service.empty()},
        {"service.ca_file", !enrolment->ca_file.empty()},
    }};
    if (Result<void> whole = check_given(given, file, "enrol"); !whole) {
        return whole.error();
    }
    return enrolment;
}

std::string write_enrolment(const Enrolment& enrolment) {
    toml::array recipients;
    for (const std::string& key : enrolment.recipients) {
        recipients.push_back(key);
    }
    toml::table terminal{{"centre", enrolment.centre},
                         {"name", enrolment.terminal},
                         {"prefix", enrolment.prefix},
                         {"recipients", recipients}};
    // An empty text is no value: without a PIN there is no line for it.
    if (!enrolment.pin_hash.empty()) {
        terminal.insert("pin_hash", enrolment.pin_hash);
    }
    if (!enrolment.configuration_key.empty()) {
        terminal.insert("configuration_key", enrolment.configuration_key);
    }
    if (!enrolment.register_key.empty()) {
        terminal.insert("register_key", enrolment.register_key);
    }
    return toml_text(toml::table{{"terminal", std::move(terminal)},
                                 {"service", service_table(enrolment.service, enrolment.ca_file)}});
}

Result<DisplayEnrolment> read_display_enrolment(std::string_view text, const std::string& file) {
    Result<DisplayEnrolment> enrolment = read_toml<DisplayEnrolment>(text, file, display_from);
    if (!enrolment) {
        return enrolment;
    }
    const std::array<std::pair<const char*, bool>, 4> given = {{
        {"display.centre", !enrolment->centre.empty()},
        {"display.name", !enrolment->display.empty()},
        {"service.url", !enrolment->service.empty()},
        {"service.ca_file", !enrolment->ca_file.empty()},
    }};
    if (Result<void> whole = check_given(given, file, "display enrol"); !whole) {
        return whole.error();
    }
    return enrolment;
}

std::string write_display_enrolment(const DisplayEnrolment& enrolment) {
    return toml_text(toml::table{
        {"display", toml::table{{"centre", enrolment.centre}, {"name", enrolment.display}}},
        {"service", service_table(enrolment.service, enrolment.ca_file)}});
}

}  // namespace lotse::codec
