// SPDX-License-Identifier: EUPL-1.2
/// Decides how a set-up comes into a state folder: everything or nothing.
///
///     STATE/.setup/…        everything is made here, folder 0700, held by a lock
///     STATE/.setup/moving   from here on the parts move into place, one rename each; …
///     STATE/<last>          … the last rename completes the set-up
///
/// What an interrupted set-up left behind is removed by the next one: parts without the last were
/// never used, for nobody was told their passwords. What stands in the folder and is not ours is
/// never touched.
#pragma once

#include <sys/types.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "tools/setup/dialogue.h"

namespace lotse::tools::setup {

/// To whom the files of a service or a terminal belong.
struct Owner {
    uid_t user = 0;
    gid_t group = 0;
};
/// The user named (needs root); else, for root, the one that the state folder belongs to, or
/// `installed` if the folder is missing and there is such a user; else nobody: files stay with who
/// runs this.
Result<std::optional<Owner>> owner_of(const std::string& named, const std::string& state,
                                      const std::string& installed, const Dialogue& dialogue);
/// What is to be read is there, unless no file is named. Unusable.
Result<void> can_be_read(const std::string& file, const Dialogue& dialogue);
/// What is to be made is not there, and its folder takes it, unless none is named. Refused,
/// Unusable.
Result<void> can_be_made(const std::string& file, const Dialogue& dialogue);
/// A file, or a folder and all below it. Does not follow links.
Result<void> give_to(const std::optional<Owner>& owner, const std::string& path);

class StateFolder {
public:
    /// Makes `state` and the way to it if they are missing. Refused if a part or `last` is there,
    /// Transient while another set-up runs.
    static Result<std::unique_ptr<StateFolder>> begin(const std::string& state,
                                                      std::vector<std::string> parts,
                                                      std::string last,
                                                      const std::optional<Owner>& owner,
                                                      const Dialogue& dialogue);
    /// Removes what was not completed, and the folders that were made for it.
    ~StateFolder();
    StateFolder(const StateFolder&) = delete;
    StateFolder& operator=(const StateFolder&) = delete;

    /// Where the parts and `last` are to be made.
    const std::string& path() const { return m_path; }
    /// Parts that were not made are left out.
    Result<void> complete();

private:
    StateFolder() = default;
    Result<void> make_way(const Dialogue& dialogue);
    std::string m_state, m_path, m_last;
    std::vector<std::string> m_parts;
    std::vector<std::string> m_made;  ///< folders that were missing, the innermost first
    std::optional<Owner> m_owner;
    int m_lock = -1;
    bool m_moving = false;
};

}  // namespace lotse::tools::setup
