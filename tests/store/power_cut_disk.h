// SPDX-License-Identifier: EUPL-1.2
/// A disk in memory under SQLite, on which the power can be cut, or an operation can fail, at any
/// moment.
///
/// While it lives it is SQLite's default file system. It keeps apart what was written and what is
/// durable: a sync makes a file's content durable; the first sync of a new journal and a delete
/// that asks for it make the folder durable, as SQLite's own file system does. After a cut every
/// sector of 512 bytes and every folder entry that was not durable survives or not, by chance.
/// Simplifications: a sector is written whole or not at all; there is one folder; locks always
/// succeed.
#pragma once

#include <sqlite3.h>

#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace lotse::store {

class PowerCutDisk {
public:
    enum class Fault {
        None,
        Cut,        ///< this operation and all after it fail: the machine is off
        ErrorOnce,  ///< this operation fails, reads included; a failed write may have been done in
                    ///< part
        Full,       ///< from this operation on nothing can be written, until `make_space`
    };

    PowerCutDisk();
    ~PowerCutDisk();
    PowerCutDisk(const PowerCutDisk&) = delete;
    PowerCutDisk& operator=(const PowerCutDisk&) = delete;

    /// Counts operations from 1 again and lets the `at`th fail.
    void arm(Fault fault, int at);
    int operations() const { return m_operations; }
    bool is_off() const { return m_off; }
    void make_space() { m_full = false; }
    /// The machine starts again. `survives`: probability of what was not durable. Files must be
    /// closed.
    void restart(double survives, std::mt19937& chance);

private:
    struct Write {
        std::size_t offset = 0;
        std::string bytes;
        bool truncate = false;
    };
    struct Inode {
        std::string content;
        std::string durable;
        std::vector<Write> pending;
    };
    struct OpenFile;
    struct Methods;

    /// SQLITE_OK, or what the operation has to answer instead of being done.
    int operation(bool writes, int error);
    void sync_folder() { m_durable_folder = m_folder; }

    sqlite3_vfs m_vfs{};
    sqlite3_vfs* m_real = nullptr;
    std::map<std::string, std::shared_ptr<Inode>> m_folder, m_durable_folder;
    Fault m_fault = Fault::None;
    int m_at = 0;
    int m_operations = 0;
    bool m_off = false;
    bool m_full = false;
};

}  // namespace lotse::store
