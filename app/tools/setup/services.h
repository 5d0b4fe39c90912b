// SPDX-License-Identifier: EUPL-1.2
/// The units of systemd, where it runs: started after a set-up, stopped while the queue's file is
/// needed.
///
/// Only for the folders that the packages' units use: a set-up elsewhere (a test, a second centre)
/// touches no unit.
#pragma once

#include <string>
#include <vector>

namespace lotse::tools::setup {

inline constexpr const char* kCentreState = "/var/lib/lotse/queue";
inline constexpr const char* kTerminalState = "/var/lib/lotse/terminal";
inline constexpr const char* kQueueConfig = "/etc/lotse/queue.toml";
inline constexpr const char* kQueueUser = "lotse-queue";
inline constexpr const char* kTerminalUser = "lotse-terminal";
inline constexpr const char* kQueueUnit = "lotse-queue.service";
inline constexpr const char* kTerminalUnit = "lotse-terminal.service";
/// Comes with a package of its own; who installed it means this one (the two never run together).
inline constexpr const char* kTerminalX11Unit = "lotse-terminal-x11.service";

/// Root, systemd is the init of this machine, and it knows the unit.
bool can_control(const std::string& unit);
bool is_active(const std::string& unit);
/// `systemctl` with these arguments; false if it failed. Its own words go to standard error.
bool systemctl(const std::vector<std::string>& arguments);

}  // namespace lotse::tools::setup
