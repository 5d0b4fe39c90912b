// SPDX-License-Identifier: EUPL-1.2
#include "tools/setup/folder.h"

#include <fcntl.h>
#include <pwd.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "base/atomic_file.h"

namespace lotse::tools::setup {
namespace {

namespace fs = std::filesystem;

constexpr const char* kBeside = "/.setup";
constexpr const char* kMoving = "/moving";

bool is_there(const std::string& path) {
    std::error_code failed;
    return fs::symlink_status(path, failed).type() != fs::file_type::not_found;
}

void remove_below(const std::string& folder) {
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(folder, failed)) {
        std::error_code ignored;
        fs::remove_all(entry.path(), ignored);
    }
}

std::optional<Owner> user_named(const std::string& name) {
    const passwd* found = getpwnam(name.c_str());
    return found == nullptr ? std::nullopt : std::optional(Owner{found->pw_uid, found->pw_gid});
}

/// In errno's words.
Error unusable(const std::string& path, const Dialogue& dialogue) {
    return dialogue.failure(Kind::Unusable, path, Text::FolderUnusable,
                            {dialogue.system_words(errno)});
}

}  // namespace

Result<void> can_be_read(const std::string& file, const Dialogue& dialogue) {
    if (file.empty()) {
        return {};
    }
    std::error_code failed;
    const int wrong = fs::is_directory(file, failed)    ? EISDIR
                      : access(file.c_str(), R_OK) != 0 ? errno
                                                        : 0;
    return wrong == 0 ? Result<void>()
                      : dialogue.worded(Kind::Unusable, file, dialogue.system_words(wrong));
}

Result<void> can_be_made(const std::string& file, const Dialogue& dialogue) {
    if (file.empty()) {
        return {};
    }
    if (is_there(file)) {
        return dialogue.worded(Kind::Refused, file, dialogue.system_words(EEXIST));
    }
    const std::string folder = fs::absolute(file).parent_path().string();
    if (access(folder.c_str(), W_OK | X_OK) != 0) {
        return dialogue.worded(Kind::Unusable, folder, dialogue.system_words(errno));
    }
    return {};
}

Result<std::optional<Owner>> owner_of(const std::string& named, const std::string& state,
                                      const std::string& installed, const Dialogue& dialogue) {
    if (!named.empty()) {
        const std::optional<Owner> owner = user_named(named);
        if (!owner) {
            return dialogue.failure(Kind::Refused, "--owner " + named, Text::OwnerUnknown);
        }
        if (geteuid() != 0 && owner->user != geteuid()) {
            return dialogue.failure(Kind::Refused, "--owner " + named, Text::OwnerNeedsRoot);
        }
        return owner;
    }
    if (geteuid() != 0) {
        return std::optional<Owner>();
    }
    struct stat facts {};
    if (stat(state.c_str(), &facts) == 0) {
        return std::optional(Owner{facts.st_uid, facts.st_gid});
    }
    return installed.empty() ? std::optional<Owner>() : user_named(installed);
}

Result<void> give_to(const std::optional<Owner>& owner, const std::string& path) {
    if (!owner) {
        return {};
    }
    const auto give = [&owner](const std::string& one) -> Result<void> {
        if (lchown(one.c_str(), owner->user, owner->group) != 0) {
            return Error{Kind::Unusable, one,
                         std::string("cannot be given to its owner: ") + std::strerror(errno)};
        }
        return {};
    };
    std::error_code failed;
    if (fs::is_directory(fs::symlink_status(path, failed))) {
        for (const auto& entry : fs::recursive_directory_iterator(path, failed)) {
            if (Result<void> given = give(entry.path().string()); !given) {
                return given;
            }
        }
    }
    return give(path);
}

Result<std::unique_ptr<StateFolder>> StateFolder::begin(const std::string& state,
                                                        std::vector<std::string> parts,
                                                        std::string last,
                                                        const std::optional<Owner>& owner,
                                                        const Dialogue& dialogue) {
    std::unique_ptr<StateFolder> folder(new StateFolder);
    folder->m_state = state;
    folder->m_parts = std::move(parts);
    folder->m_last = std::move(last);
    folder->m_owner = owner;
    if (Result<void> made = folder->make_way(dialogue); !made) {
        return made.error();
    }
    const std::string beside = state + kBeside;
    if (mkdir(beside.c_str(), 0700) != 0 && errno != EEXIST) {
        return unusable(beside, dialogue);
    }
    folder->m_lock = ::open(beside.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder->m_lock < 0) {
        return unusable(beside, dialogue);
    }
    if (flock(folder->m_lock, LOCK_EX | LOCK_NB) != 0) {
        return dialogue.failure(Kind::Transient, state, Text::Busy);
    }
    folder->m_path = beside;  // from here on it is ours to remove
    if (is_there(beside + kMoving) && !is_there(state + "/" + folder->m_last)) {
        for (const std::string& part : folder->m_parts) {
            std::error_code failed;
            fs::remove_all(state + "/" + part, failed);
        }
    }
    remove_below(beside);
    std::vector<std::string> all = folder->m_parts;
    all.push_back(folder->m_last);
    for (const std::string& name : all) {
        if (is_there(state + "/" + name)) {
            return dialogue.failure(Kind::Refused, state + "/" + name, Text::CentreHalf);
        }
    }
    return folder;
}

/// The state folder is its owner's; those above are for everybody to pass, for what is below has an
/// owner of its own.
Result<void> StateFolder::make_way(const Dialogue& dialogue) {
    fs::path missing = fs::absolute(m_state).lexically_normal();
    for (; !is_there(missing.string()); missing = missing.parent_path()) {
        m_made.push_back(missing.string());
    }
    for (auto folder = m_made.rbegin(); folder != m_made.rend(); ++folder) {
        const bool innermost = std::next(folder) == m_made.rend();
        const mode_t mode = innermost ? 0700 : 0755;
        if (mkdir(folder->c_str(), mode) != 0 || chmod(folder->c_str(), mode) != 0) {
            return unusable(*folder, dialogue);
        }
    }
    return m_made.empty() ? Result<void>() : give_to(m_owner, m_made.front());
}

StateFolder::~StateFolder() {
    if (!m_path.empty()) {
        if (m_moving) {
            std::error_code failed;
            for (const std::string& part : m_parts) {
                fs::remove_all(m_state + "/" + part, failed);
            }
        }
        remove_below(m_path);
        ::rmdir(m_path.c_str());
    }
    for (const std::string& folder : m_made) {
        if (::rmdir(folder.c_str()) != 0) {
            break;  // somebody else's things are in it
        }
    }
    if (m_lock >= 0) {
        ::close(m_lock);
    }
}

Result<void> StateFolder::complete() {
    if (Result<void> given = give_to(m_owner, m_path); !given) {
        return given;
    }
    if (Result<void> noted = replace_file(m_path + kMoving, ""); !noted) {
        return noted;
    }
    m_moving = true;
    std::vector<std::string> all = m_parts;
    all.push_back(m_last);
    for (const std::string& name : all) {
        const std::string from = m_path + "/" + name, to = m_state + "/" + name;
        if (is_there(from) && std::rename(from.c_str(), to.c_str()) != 0) {
            return Error{Kind::Unusable, to,
                         std::string("cannot be moved into place: ") + std::strerror(errno)};
        }
    }
    m_moving = false;
    m_made.clear();
    return sync_folder(m_state);
}

}  // namespace lotse::tools::setup
