// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/program.h"

#include <spdlog/spdlog.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>

#include "codec/files.h"
#include "codec/kiosk_config.h"
#include "core/limits.h"
#include "kiosk/automation.h"
#include "kiosk/clock.h"
#include "kiosk/content.h"
#include "kiosk/desk_role.h"
#include "kiosk/terminal_role.h"
#include "vault/secret_memory.h"

namespace lotse::kiosk {
namespace {

Result<codec::KioskConfig> configuration(const Options& options) {
    codec::KioskConfig config;
    if (!options.config_file.empty()) {
        const Result<std::string> text = codec::read_file(options.config_file, limits::kLargestSettingsBytes);
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
        if (std::sscanf(options.window.c_str(), "%dx%d%c", &config.width_px, &config.height_px, &rest) != 2 ||
            config.width_px < 640 || config.height_px < 640 || config.width_px > 7680 || config.height_px > 7680) {
            return Error{Kind::Unusable, "--window",
                         "\"" + options.window + "\"; expected WIDTHxHEIGHT, each from 640 to 7680, e.g. 1920x1080"};
        }
        config.full_screen = false;
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

/// The loop with automation, if it was asked for.
Result<void> perform(Stage& stage, Role& role, const Options& options) {
    std::unique_ptr<Automation> automation;
    if (!options.automation_socket.empty()) {
        Result<std::unique_ptr<Automation>> listening = Automation::listen(options.automation_socket, stage);
        if (!listening) {
            return listening.error();
        }
        automation = std::move(*listening);
    }
    stage.run(role, [&] {
        if (automation) {
            automation->serve(role);
        }
    });
    return {};
}

Result<void> run_terminal(const Options& options, const codec::KioskConfig& config, const Content& content,
                          Stage& stage, bool& restart) {
    Result<std::unique_ptr<TerminalEffects>> effects =
        TerminalEffects::open(options.state_dir, [&stage] { stage.wake(); });
    if (!effects) {
        return effects.error();
    }
    spdlog::info("terminal {} starts, version {}, renderer {}", (*effects)->name(), LOTSE_VERSION,
                 stage.window().renderer().name());
    TerminalRole role(content, config, **effects, stage);
    Result<void> outcome = perform(stage, role, options);
    restart = role.restart_asked();
    return outcome;
}

Result<void> run_desk(const Options& options, const codec::KioskConfig& config, const Content& content, Stage& stage) {
    DeskConnection connection;
    connection.service = options.service;
    connection.ca_file = options.state_dir + "/tls/ca.pem";
    Result<std::unique_ptr<DeskEffects>> effects = DeskEffects::open(connection, [&stage] { stage.wake(); });
    if (!effects) {
        return effects.error();
    }
    DeskRole role(content, config, **effects, stage);
    return perform(stage, role, options);
}

}  // namespace

Result<void> run(const Options& options) {
    use_german_time();
    const Result<codec::KioskConfig> config = configuration(options);
    if (!config) {
        return config.error();
    }
    spdlog::set_level(spdlog::level::from_str(config->log_level == "warn" ? "warning" : config->log_level));
    if (Result<void> forbidden = vault::forbid_core_dumps(); !forbidden) {
        return forbidden;
    }
    if (Result<void> locked = vault::keep_out_of_swap(); !locked) {
        spdlog::warn("answers could reach the swap: {}", to_string(locked.error()));
    }
    Result<Content> content = load_content(options.data_dir, *config);
    if (!content) {
        return content.error();
    }
    const bool desk = options.role == "desk";
    bool restart = true;
    while (restart) {
        restart = false;
        Result<std::unique_ptr<Stage>> stage = Stage::open(window_of(*config, desk), content->icons);
        if (!stage) {
            return stage.error();
        }
        Result<void> outcome = desk ? run_desk(options, *config, *content, **stage)
                                    : run_terminal(options, *config, *content, **stage, restart);
        if (!outcome) {
            return outcome;
        }
    }
    return {};
}

}  // namespace lotse::kiosk
