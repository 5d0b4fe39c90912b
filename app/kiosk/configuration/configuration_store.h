// SPDX-License-Identifier: EUPL-1.2
/// Keeps a terminal's configurations on its disk and decides with which one it starts.
///
///     <folder>/state             one line per fact, replaced as a whole: nothing else decides
///     <folder>/<version>.bundle  written, synced, then named in `state`; what is not named goes
///
/// `take` accepts a bundle only with the pinned key's signature, for this centre, of a higher
/// version, and after a trial load. It is then `next`. A start with it is a trial until its first
/// picture stood for limits::kConfigurationProof; only then it becomes `current`. A trial that
/// cannot be loaded, or that ended before (a crash, a kill, a power cut) twice, is refused: the
/// terminal goes on with what it had, and says so. A bundle that was damaged on this disk is no
/// fault of the configuration: the terminal goes on with what it had and gets the bundle again.
/// Killed at any moment, the next start finds the old or the new state, never a mixture: every
/// change is one rename.
///
///     take ─► next ─begin─► trial ─stood─► current ─► previous
///                              └─failed, ended twice─► refused
///
/// Thread-safe: the follower takes while the terminal runs.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "core/configuration/configuration.h"
#include "core/error.h"
#include "core/intake/intake.h"

namespace lotse::kiosk {

struct ConfigurationOptions {
    std::string folder;  ///< made if missing
    std::string centre;
    Bytes public_key;  ///< of the centre's configuration key, pinned at enrolment
    std::function<Result<void>(const Configuration&)> trial;  ///< loads everything as a start would
};

/// Signature, centre and form of a bundle. Also for the desk, which holds the key itself.
Result<Configuration> open_bundle(const std::string& bundle, const std::string& centre,
                                  const Bytes& public_key);

class ConfigurationStore {
public:
    /// Unusable if the folder cannot be made. A damaged `state` is as none: what is installed
    /// holds.
    static Result<std::unique_ptr<ConfigurationStore>> open(ConfigurationOptions options);

    /// What to start with now; version 0: what is installed.
    Configuration begin();
    /// What `begin` gave is on trial.
    bool on_trial() const;
    /// The picture stands.
    void confirm_start();
    /// What `begin` gave cannot be loaded; the next `begin` gives what was before.
    void failed(const Error& why);

    /// Success: kept, for the next `begin`. May be slow; never from the thread that draws.
    Result<void> take(const std::string& bundle);

    /// What the terminal says of itself: running, accepted, refused, reason (core/reason.h).
    TerminalReport report() const;

private:
    struct Rollout {
        std::int64_t current = 0, previous = 0, next = 0, refused = 0;
        int tries = 0;       ///< starts with `next`
        std::string reason;  ///< core/reason.h
        bool operator==(const Rollout&) const = default;
    };

    explicit ConfigurationStore(ConfigurationOptions options) : m_options(std::move(options)) {}
    void load();
    /// The new state is on the disk, or the old one holds.
    Result<void> save(const Rollout& rollout);
    Result<Configuration> read(std::int64_t version) const;
    std::string path(const std::string& name) const { return m_options.folder + "/" + name; }
    /// Not to be run any more. Refused: nor to be fetched again.
    void let_go(std::int64_t version, const std::optional<std::string>& refused_because);
    void refuse(std::int64_t version, const Error& why);
    void lose(std::int64_t version, const Error& problem);
    void remove_unnamed() const;

    ConfigurationOptions m_options;
    mutable std::mutex m_mutex;
    Rollout m_rollout;
    std::int64_t m_running = 0;
    bool m_trial = false;
    /// Bundles that nobody vouches for: told to the service so that it does not send them again,
    /// forgotten at the end. On the disk, a forged version would keep all later ones out.
    std::int64_t m_foreign = 0;
    std::string m_foreign_reason;
};

}  // namespace lotse::kiosk
