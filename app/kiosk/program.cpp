// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/program.h"

#include <malloc.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "base/clock.h"
#include "base/supervisor.h"
#include "base/version.h"
#include "codec/files.h"
#include "codec/settings/kiosk_config.h"
#include "core/limits.h"
#include "core/screen_fit.h"
#include "kiosk/configuration/configuration_check.h"
#include "kiosk/configuration/configuration_store.h"
#include "kiosk/configuration/content.h"
#include "kiosk/desk/desk_role.h"
#include "kiosk/display/display_role.h"
#include "kiosk/loop/automation.h"
#include "kiosk/terminal/check_screen.h"
#include "kiosk/terminal/check_sound.h"
#include "kiosk/terminal/out_of_order.h"
#include "kiosk/terminal/preview.h"
#include "kiosk/terminal/terminal_effects.h"
#include "kiosk/terminal/terminal_role.h"
#include "platform/memory.h"
#include "speech/alsa_jack.h"
#include "speech/sdl_sink.h"
#include "speech/speaker.h"
#include "speech/voice_helper.h"
#include "vault/keys.h"
#include "vault/secret_memory.h"

namespace lotse::kiosk {
namespace {

/// Bytes of an allocation that gets pages of its own.
constexpr int kMappedAlone = 128 * 1024;

Result<codec::KioskConfig> configuration(const Options& options) {
    codec::KioskConfig config;
    if (!options.config_file.empty()) {
        const Result<std::string> text =
            codec::read_file(options.config_file, limits::kLargestSettingsBytes);
        if (!text) {
            return text.error();
        }
        Result<codec::KioskConfig> read = codec::read_kiosk_config(*text, options.config_file);
        if (!read) {
            return read;
        }
        config = std::move(*read);
    }
    if (!options.window.empty()) {
        char rest = 0;
        if (std::sscanf(options.window.c_str(), "%dx%d%c", &config.width_px, &config.height_px,
                        &rest) != 2 ||
            is_too_small(config.width_px, config.height_px) ||
            std::max(config.width_px, config.height_px) > limits::kMostScreenPx) {
            return Error{Kind::Unusable, "--window",
                         "\"" + options.window +
                             "\"; expected WIDTHxHEIGHT, at least 800x480 or 480x800, at most " +
                             std::to_string(limits::kMostScreenPx) + " each, e.g. 1920x1080"};
        }
        config.full_screen = false;
    }
    if (config.sound_clips.empty() && !options.state_dir.empty()) {
        config.sound_clips = options.state_dir + "/clips";
    }
    if (!options.automation_socket.empty() && !config.automation) {
        return Error{Kind::Unusable, "--automation",
                     "refused: the settings do not allow it (automation.allowed = true in " +
                         (options.config_file.empty() ? std::string("a file given with --config")
                                                      : options.config_file) +
                         ")"};
    }
    return config;
}

platform::WindowConfig window_of(const codec::KioskConfig& config, bool desk) {
    platform::WindowConfig window;
    window.title = desk ? "Lotse – Beratung" : "Lotse";
    if (!config.full_screen) {
        window.width = config.width_px;
        window.height = config.height_px;
    }
    window.show_cursor = desk;
    window.resizable = desk;
    window.hardware_keyboard = desk;
    window.renderer = config.renderer == "software" ? platform::RendererChoice::Software
                      : config.renderer == "gpu"    ? platform::RendererChoice::Gpu
                                                    : platform::RendererChoice::Auto;
    return window;
}

/// The loop with automation, if it was asked for. `dark_since`: when the picture went, at a
/// restart. `left_much` is asked whenever nothing is to be done, and once true after each time that
/// memory can be given back.
Result<void> perform(
    FrameLoop& loop, Role& role, const Options& options,
    std::optional<BootClock::time_point> dark_since = std::nullopt,
    const std::function<bool()>& left_much = [] { return false; }) {
    std::unique_ptr<Automation> automation;
    if (!options.automation_socket.empty()) {
        Result<std::unique_ptr<Automation>> listening =
            Automation::listen(options.automation_socket, loop);
        if (!listening) {
            return listening.error();
        }
        automation = std::move(*listening);
    }
    bool just_started = true;
    loop.run(role, [&] {
        if (loop.at_rest() && (std::exchange(just_started, false) || left_much())) {
            platform::give_back_memory();
        }
        if (dark_since) {
            spdlog::info("restarted, {} ms without a picture",
                         std::chrono::duration_cast<std::chrono::milliseconds>(
                             BootClock::now() - *std::exchange(dark_since, {}))
                             .count());
        }
        if (automation) {
            automation->serve(role);
        }
    });
    return {};
}

void log_voice(const std::string& line) {
    spdlog::info("voice: {}", line);
}

/// Nothing: no headset is set up.
std::optional<speech::HeadsetWay> headset_of(const codec::KioskConfig& config) {
    using By = codec::KioskConfig::HeadsetJack::By;
    const codec::KioskConfig::HeadsetJack& jack = config.headset_jack;
    if (jack.by == By::None) {
        return std::nullopt;
    }
    speech::HeadsetWay way;
    if (!config.headset.empty() && config.headset != config.sound_device) {
        way.sink = std::make_unique<speech::SdlSink>(config.headset);
    }
    if (jack.by == By::Alsa) {
        way.jack = std::make_unique<speech::AlsaJack>(jack.card, jack.control, &log_voice);
    }
    return way;
}

/// Null if this terminal has no sound. Whether there is a device shows when it is to speak.
std::unique_ptr<Voice> open_voice(const Content& content, FrameLoop& loop) {
    if (!content.config.sound) {
        return nullptr;
    }
    return std::make_unique<speech::Speaker>(
        content.catalogue.languages(),
        std::make_unique<speech::VoiceHelper>(speech::helper_program()),
        std::make_unique<speech::SdlSink>(content.config.sound_device), [&loop] { loop.wake(); },
        &log_voice, content.clips, headset_of(content.config));
}

Result<void> run_terminal(const Options& options, const Content& content, FrameLoop& loop,
                          ConfigurationStore* configurations,
                          std::optional<BootClock::time_point> dark_since, bool& restart) {
    Result<std::unique_ptr<TerminalEffects>> effects = TerminalEffects::open(
        options.state_dir, content.config.copies_kept, [&loop] { loop.wake(); });
    if (!effects) {
        return effects.error();
    }
    Result<std::unique_ptr<Tickets>> tickets =
        Tickets::open(content, (*effects)->centre(), [&loop] { loop.wake(); });
    if (!tickets) {
        return tickets.error();
    }
    (*effects)->print_with(std::move(*tickets));
    spdlog::info("terminal {} starts, version {}, configuration {}, renderer {}",
                 (*effects)->name(), version(), content.setup.configuration,
                 loop.window().renderer().name());
    const std::unique_ptr<Voice> voice = open_voice(content, loop);
    TerminalRole role(content, **effects, loop, configurations, voice.get());
    if (Result<void> followed = role.follow_configurations(); !followed) {
        return followed;
    }
    Result<void> outcome =
        perform(loop, role, options, dark_since, [&role] { return role.client_left(); });
    restart = role.restart_asked();
    effects->reset();  // its threads report to the role
    return outcome;
}

Result<void> run_display(const Options& options, const Content& content, FrameLoop& loop) {
    const Result<DisplayIdentity> identity = DisplayIdentity::load(options.state_dir);
    if (!identity) {
        return identity.error();
    }
    spdlog::info("display {} starts, version {}, renderer {}", identity->enrolment.display,
                 version(), loop.window().renderer().name());
    const std::unique_ptr<Voice> voice = open_voice(content, loop);
    DisplayRole role(content, *identity, loop, voice.get());
    if (Result<void> followed = role.follow(options.state_dir); !followed) {
        return followed;
    }
    return perform(loop, role, options);
}

/// Without enrolment, and nothing is kept.
Result<void> run_preview(const Options& options, const codec::KioskConfig& config) {
    const Result<Configuration> form = configuration_of_form(
        options.preview, options.preview_languages, options.data_dir + "/locales");
    if (!form) {
        return form.error();
    }
    Result<Content> content = load_content(options.data_dir, config, *form);
    if (!content) {
        return content.error();
    }
    Result<std::unique_ptr<FrameLoop>> loop =
        FrameLoop::open(window_of(config, false), content->icons);
    if (!loop) {
        return loop.error();
    }
    PreviewEffects effects([&loop] { (*loop)->wake(); });
    const std::unique_ptr<Voice> voice = open_voice(*content, **loop);
    TerminalRole role(*content, effects, **loop, nullptr, voice.get());
    return perform(**loop, role, options);
}

Result<void> run_check_screen(const Options& options, const codec::KioskConfig& config) {
    Result<Content> content = load_content(options.data_dir, config);
    if (!content) {
        return content.error();
    }
    Result<std::unique_ptr<FrameLoop>> loop =
        FrameLoop::open(window_of(config, false), content->icons);
    if (!loop) {
        return loop.error();
    }
    CheckScreenRole role(*content, **loop);
    return perform(**loop, role, options);
}

/// The desk also shows intakes from before a question or a questionnaire was taken out: it leaves
/// none out.
Result<Content> load_for_desk(const Options& options, Configuration changes) {
    const Result<codec::KioskConfig> settings = configuration(options);
    if (!settings) {
        return settings.error();
    }
    changes.questions.clear();
    if (changes.offered_questionnaires) {
        for (const std::string& installed : settings->questionnaires) {
            std::vector<std::string>& all = *changes.offered_questionnaires;
            if (std::find(all.begin(), all.end(), installed) == all.end()) {
                all.push_back(installed);
            }
        }
    }
    return load_content(options.data_dir, *settings, changes);
}

Result<void> run_desk(const Options& options, const codec::KioskConfig& config,
                      const Content& content, FrameLoop& loop) {
    DeskConnection connection;
    connection.service = options.service;
    connection.ca_file = options.state_dir + "/tls/ca.pem";
    connection.memory = options.state_dir + "/desk";
    connection.room = config.room;
    connection.languages = config.desk_languages;
    Result<std::optional<codec::CentrePin>> pin = load_centre_pin(connection.memory);
    if (!pin) {
        return pin.error();
    }
    connection.centre = std::move(*pin);
    connection.log_in.least = {config.log_in_passes, config.log_in_memory_kib};
    connection.admin = {options.data_dir, config};
    Result<std::unique_ptr<DeskEffects>> effects =
        DeskEffects::open(connection, [&loop] { loop.wake(); });
    if (!effects) {
        return effects.error();
    }
    DeskRole role(content, config, **effects, loop);
    (*effects)->configure_with(
        [&options](const Configuration& changes) { return load_for_desk(options, changes); },
        [&role](std::shared_ptr<const Content> shown) { role.show(std::move(shown)); });
    return perform(loop, role, options);
}

/// Null, and a word in the log, if the terminal's enrolment names no key: it then stays as it was
/// installed.
Result<std::unique_ptr<ConfigurationStore>> open_configurations(const Options& options) {
    const Result<codec::Enrolment> enrolment = load_enrolment(options.state_dir);
    if (!enrolment) {
        return enrolment.error();
    }
    const Result<Bytes> key = vault::bytes_from_hex(enrolment->configuration_key);
    if (!key || (!key->empty() && key->size() != 32)) {
        return Error{
            Kind::Unusable,
            options.state_dir + "/terminal/enrolment.toml: terminal.configuration_key",
            "expected the 64 hexadecimal digits that \"lotse-tool keys new\" printed, or nothing"};
    }
    if (key->empty()) {
        spdlog::warn(
            "this terminal takes no configurations: its enrolment names no configuration key");
        return std::unique_ptr<ConfigurationStore>();
    }
    ConfigurationOptions opened;
    opened.folder = options.state_dir + "/terminal/configuration";
    opened.centre = enrolment->centre;
    opened.public_key = *key;
    opened.trial = [options](const Configuration& candidate) -> Result<void> {
        const Result<codec::KioskConfig> config = configuration(options);
        if (!config) {
            return config.error();
        }
        return check_configuration(options.data_dir, *config, candidate).outcome();
    };
    return ConfigurationStore::open(std::move(opened));
}

/// With the newest configuration that can be loaded.
Result<std::unique_ptr<Content>> load(const Options& options, const codec::KioskConfig& config,
                                      ConfigurationStore* configurations) {
    while (true) {
        const Configuration changes =
            configurations == nullptr ? Configuration{} : configurations->begin();
        Result<Content> content = load_content(options.data_dir, config, changes);
        if (content) {
            return std::make_unique<Content>(std::move(*content));
        }
        if (changes.version == 0) {
            return content.error();
        }
        configurations->failed(content.error());
    }
}

/// On the screen of a terminal that a service manager starts: why it could not start. What is
/// missing for that as well (the data, a display) leaves the screen as it is.
void show_out_of_order(const Options& options, const Error& error) {
    Result<codec::KioskConfig> config = configuration(options);
    if (!config) {
        config = codec::KioskConfig{};
    }
    const Result<Content> content = load_content(options.data_dir, *config);
    if (!content) {
        return;
    }
    const Result<std::unique_ptr<FrameLoop>> loop =
        FrameLoop::open(window_of(content->config, false), content->icons);
    if (loop) {
        OutOfOrderRole role(*content, **loop, to_string(error));
        (*loop)->run(role, [] {});
    }
}

Result<void> run_to_the_end(const Options& options) {
    // One heap for all threads, which seldom meet there. What is larger than a few pages goes back
    // to the system at once.
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_MMAP_THRESHOLD, kMappedAlone);
    mallopt(M_TRIM_THRESHOLD, kMappedAlone);
    // The machine's zone is whatever it was set to: each line says its offset.
    spdlog::set_pattern("[%Y-%m-%d %H:%M:%S.%e %z] [%^%l%$] %v");
    const Result<codec::KioskConfig> config = configuration(options);
    if (!config) {
        return config.error();
    }
    spdlog::set_level(
        spdlog::level::from_str(config->log_level == "warn" ? "warning" : config->log_level));
    if (Result<void> forbidden = vault::forbid_core_dumps(); !forbidden) {
        return forbidden;
    }
    if (Result<void> locked = vault::keep_out_of_swap(); !locked) {
        spdlog::warn("answers could reach the swap: {}", to_string(locked.error()));
    }
    const bool desk = options.role == "desk";
    const bool display = options.role == "display";
    if (options.check_sound) {
        return check_sound(*config, stdout);
    }
    if (options.check_screen) {
        return run_check_screen(options, *config);
    }
    if (!options.preview.empty()) {
        return run_preview(options, *config);
    }
    std::unique_ptr<ConfigurationStore> configurations;
    if (!desk && !display) {
        Result<std::unique_ptr<ConfigurationStore>> opened = open_configurations(options);
        if (!opened) {
            return opened.error();
        }
        configurations = std::move(*opened);
    }
    std::unique_ptr<Content> content;
    std::unique_ptr<FrameLoop> loop;
    std::optional<BootClock::time_point> dark_since;
    bool restart = true;
    while (restart) {
        restart = false;
        // Everything is read anew, while the last picture still stands.
        const Result<codec::KioskConfig> settings = configuration(options);
        if (!settings) {
            return settings.error();
        }
        Result<std::unique_ptr<Content>> loaded = load(options, *settings, configurations.get());
        if (!loaded) {
            return loaded.error();
        }
        if (loop) {
            dark_since = BootClock::now();
        }
        loop.reset();
        content = std::move(*loaded);
        Result<std::unique_ptr<FrameLoop>> opened =
            FrameLoop::open(window_of(content->config, desk), content->icons);
        if (!opened) {
            return opened.error();
        }
        loop = std::move(*opened);
        Result<void> outcome = desk      ? run_desk(options, content->config, *content, *loop)
                               : display ? run_display(options, *content, *loop)
                                         : run_terminal(options, *content, *loop,
                                                        configurations.get(), dark_since, restart);
        if (!outcome) {
            return outcome;
        }
    }
    return {};
}

}  // namespace

Result<void> run(const Options& options) {
    Result<void> outcome = run_to_the_end(options);
    const bool unattended = options.role != "desk" && options.window.empty() &&
                            options.preview.empty() && !options.check_screen &&
                            !options.check_sound;
    if (!outcome && unattended && supervisor::alive_interval()) {
        spdlog::error("{}", to_string(outcome.error()));
        show_out_of_order(options, outcome.error());
    }
    return outcome;
}

}  // namespace lotse::kiosk
