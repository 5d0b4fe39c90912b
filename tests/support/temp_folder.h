// SPDX-License-Identifier: EUPL-1.2
/// A folder that is gone at the end of the test; in memory where there is such a file system,
/// because tests that sync hundreds of times would wait for the disk and learn nothing from it.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

#include "core/check.h"

namespace lotse::support {

class TempFolder {
public:
    TempFolder() {
        const char* memory =
            std::getenv("LOTSE_TEST_MEMORY");  // tests/run removes it, whatever happens
        std::string in_memory =
            std::string(memory != nullptr ? memory : "/dev/shm") + "/lotse_test_XXXXXX";
        std::string on_disk =
            (std::filesystem::temp_directory_path() / "lotse_test_XXXXXX").string();
        if (mkdtemp(in_memory.data()) != nullptr) {
            m_path = in_memory;
        } else {
            LOTSE_CHECK(mkdtemp(on_disk.data()) != nullptr);
            m_path = on_disk;
        }
    }
    ~TempFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;

    std::string path(const std::string& name) const { return m_path + "/" + name; }
    const std::string& path() const { return m_path; }

private:
    std::string m_path;
};

}  // namespace lotse::support
