// SPDX-License-Identifier: EUPL-1.2
/// Who carries out what core/terminal/session.h asks for: the terminal (terminal_effects.h) or a
/// preview (preview.h).
///
/// Results come back as events through `report`, on the caller's thread, from `collect`.
#pragma once

#include <chrono>
#include <functional>

#include "base/clock.h"
#include "core/terminal/session.h"
#include "kiosk/configuration/configuration_store.h"

namespace lotse::kiosk {

class EffectRunner {
public:
    virtual ~EffectRunner() = default;
    virtual void run(const terminal::Effect& effect,
                     std::function<void(terminal::Event)> report) = 0;
    virtual bool collect() = 0;
    virtual bool settled() const = 0;
    /// `answered` is called from `collect` once the store answered, whatever it said.
    virtual void probe_store(std::function<void()> answered) { answered(); }
    /// Asks the service for newer configurations from now on; `report` gets ConfigurationArrived
    /// from `collect`. The store outlives this. Without a service there is nobody to ask.
    virtual Result<void> follow(ConfigurationStore&, std::chrono::seconds,
                                std::function<void(terminal::Event)>) {
        return {};
    }
    /// The time that the terminal goes by, whatever its clock shows.
    virtual Moment now() const { return moment_now(); }
    /// Tickets are printed here. From now on `report` gets PrinterKnown from `collect`.
    virtual bool prints(std::function<void(terminal::Event)>) { return false; }
    /// There is something new to tell the service about this terminal.
    virtual void tell_service() {}
};

}  // namespace lotse::kiosk
