// SPDX-License-Identifier: EUPL-1.2
/// Decides how a file comes to be: whole or not at all, and there for good once that was said.
///
///     beside (.NAME.new) ─► all bytes, synced ─► renamed to its name ─► folder synced
///
/// Whatever fails on the way, or if the machine goes out, the name holds what it held before, or
/// the new content. A program that was killed may leave the file beside; the next one that writes
/// the same name takes its place. One writer of a name at a time. A symbolic link is replaced, not
/// followed. Modes do not depend on the umask.
///
/// Errors: Transient if the disk is full or failed, Unusable if the name can never be written.
/// After an error of the last step (the folder) the new content may be there.
#pragma once

#include <string>
#include <string_view>

#include "core/error.h"

namespace lotse {

enum class FileMode {
    Secret,  ///< 0600
    Shared,  ///< 0644
};

Result<void> replace_file(const std::string& path, std::string_view bytes,
                          FileMode mode = FileMode::Secret);
/// Refused if the name is taken; then nothing is changed.
Result<void> write_new_file(const std::string& path, std::string_view bytes,
                            FileMode mode = FileMode::Secret);
/// At the end of a file (0600), made if it is missing; there for good when it returns. After an
/// error the file is as before, or ends in a piece of the bytes.
Result<void> append_to_file(const std::string& path, std::string_view bytes);
/// What others wrote into the file stays so after a power cut.
Result<void> sync_file(const std::string& path);
/// What was created, renamed or removed in the folder stays so after a power cut.
Result<void> sync_folder(const std::string& folder);
/// Of a path; "." if it names none.
std::string folder_of(const std::string& path);

}  // namespace lotse
