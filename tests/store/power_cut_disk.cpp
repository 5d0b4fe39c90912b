// SPDX-License-Identifier: EUPL-1.2
#include "store/power_cut_disk.h"

#include <algorithm>
#include <cstring>
#include <new>

#include "core/check.h"

namespace lotse::store {
namespace {

constexpr std::size_t kSector = 512;
constexpr int kLongestName = 512;

void write_into(std::string& content, std::size_t offset, const std::string& bytes) {
    if (content.size() < offset + bytes.size()) {
        content.resize(offset + bytes.size(), '\0');
    }
    content.replace(offset, bytes.size(), bytes);
}

}  // namespace

struct PowerCutDisk::OpenFile {
    sqlite3_file base;
    PowerCutDisk* disk;
    std::shared_ptr<Inode> inode;
    std::string name;
    bool new_journal;  ///< its first sync makes the folder durable
    bool delete_on_close;
};

/// SQLite's callbacks. SQLite passes back the objects that it was given, so the casts are the
/// interface.
struct PowerCutDisk::Methods {
    static OpenFile& file(sqlite3_file* base) { return *reinterpret_cast<OpenFile*>(base); }
    static PowerCutDisk& disk(sqlite3_vfs* vfs) {
        return *static_cast<PowerCutDisk*>(vfs->pAppData);
    }

    static int close(sqlite3_file* base) {
        OpenFile& open = file(base);
        if (open.delete_on_close) {
            open.disk->m_folder.erase(open.name);
        }
        open.~OpenFile();
        return SQLITE_OK;
    }

    static int read(sqlite3_file* base, void* out, int size, sqlite3_int64 offset) {
        OpenFile& open = file(base);
        if (const int error = open.disk->operation(false, SQLITE_IOERR_READ); error != SQLITE_OK) {
            return error;
        }
        const std::string& content = open.inode->content;
        const auto from = std::min(static_cast<std::size_t>(offset), content.size());
        const std::size_t there = std::min(static_cast<std::size_t>(size), content.size() - from);
        std::memcpy(out, content.data() + from, there);
        std::memset(static_cast<char*>(out) + there, 0, static_cast<std::size_t>(size) - there);
        return there == static_cast<std::size_t>(size) ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
    }

    static int write(sqlite3_file* base, const void* data, int size, sqlite3_int64 offset) {
        OpenFile& open = file(base);
        const int error = open.disk->operation(true, SQLITE_IOERR_WRITE);
        if (error == SQLITE_FULL || (error != SQLITE_OK && open.disk->m_off)) {
            return error;
        }
        std::string bytes(static_cast<const char*>(data), static_cast<std::size_t>(size));
        if (error != SQLITE_OK) {
            bytes.resize(bytes.size() / 2);
        }
        for (std::size_t at = 0; at < bytes.size();) {
            const std::size_t position = static_cast<std::size_t>(offset) + at;
            const std::size_t step = std::min(kSector - position % kSector, bytes.size() - at);
            open.inode->pending.push_back({position, bytes.substr(at, step), false});
            at += step;
        }
        write_into(open.inode->content, static_cast<std::size_t>(offset), bytes);
        return error;
    }

    static int truncate(sqlite3_file* base, sqlite3_int64 size) {
        OpenFile& open = file(base);
        if (const int error = open.disk->operation(true, SQLITE_IOERR_TRUNCATE);
            error != SQLITE_OK) {
            return error;
        }
        open.inode->content.resize(static_cast<std::size_t>(size));
        open.inode->pending.push_back({static_cast<std::size_t>(size), "", true});
        return SQLITE_OK;
    }

    static int sync(sqlite3_file* base, int) {
        OpenFile& open = file(base);
        if (const int error = open.disk->operation(true, SQLITE_IOERR_FSYNC); error != SQLITE_OK) {
            return error;
        }
        open.inode->durable = open.inode->content;
        open.inode->pending.clear();
        if (open.new_journal) {
            open.disk->sync_folder();
            open.new_journal = false;
        }
        return SQLITE_OK;
    }

    static int file_size(sqlite3_file* base, sqlite3_int64* size) {
        *size = static_cast<sqlite3_int64>(file(base).inode->content.size());
        return file(base).disk->m_off ? SQLITE_IOERR_FSTAT : SQLITE_OK;
    }

    static int lock(sqlite3_file*, int) { return SQLITE_OK; }
    static int check_reserved_lock(sqlite3_file*, int* held) {
        *held = 0;
        return SQLITE_OK;
    }
    static int file_control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
    static int sector_size(sqlite3_file*) { return static_cast<int>(kSector); }
    static int device_characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

    static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* base, int flags,
                    int* out_flags) {
        static const sqlite3_io_methods kMethods = [] {
            sqlite3_io_methods methods{};
            methods.iVersion = 1;
            methods.xClose = close;
            methods.xRead = read;
            methods.xWrite = write;
            methods.xTruncate = truncate;
            methods.xSync = sync;
            methods.xFileSize = file_size;
            methods.xLock = lock;
            methods.xUnlock = lock;
            methods.xCheckReservedLock = check_reserved_lock;
            methods.xFileControl = file_control;
            methods.xSectorSize = sector_size;
            methods.xDeviceCharacteristics = device_characteristics;
            return methods;
        }();
        PowerCutDisk& self = disk(vfs);
        base->pMethods = nullptr;
        const std::string path = name == nullptr ? "temporary" : name;
        const bool there = self.m_folder.contains(path);
        if (const int error = self.operation(!there, SQLITE_CANTOPEN); error != SQLITE_OK) {
            return error;
        }
        if (!there && (flags & SQLITE_OPEN_CREATE) == 0) {
            return SQLITE_CANTOPEN;
        }
        std::shared_ptr<Inode>& inode = self.m_folder[path];
        if (!there) {
            inode = std::make_shared<Inode>();
        }
        const bool journal =
            (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL)) != 0;
        new (base) OpenFile{{&kMethods},
                            &self,
                            inode,
                            path,
                            journal && !there,
                            (flags & SQLITE_OPEN_DELETEONCLOSE) != 0};
        if (out_flags != nullptr) {
            *out_flags = flags;
        }
        return SQLITE_OK;
    }

    static int remove(sqlite3_vfs* vfs, const char* name, int sync_folder) {
        PowerCutDisk& self = disk(vfs);
        if (const int error = self.operation(true, SQLITE_IOERR_DELETE); error != SQLITE_OK) {
            return error;
        }
        if (self.m_folder.erase(name) == 0) {
            return SQLITE_IOERR_DELETE_NOENT;
        }
        if (sync_folder != 0) {
            // Two operations, as on a real disk: the power may go between unlink and fsync of the
            // folder.
            if (const int error = self.operation(true, SQLITE_IOERR_DIR_FSYNC);
                error != SQLITE_OK) {
                return error;
            }
            self.sync_folder();
        }
        return SQLITE_OK;
    }

    static int access(sqlite3_vfs* vfs, const char* name, int, int* out) {
        *out = disk(vfs).m_folder.contains(name) ? 1 : 0;
        return disk(vfs).m_off ? SQLITE_IOERR_ACCESS : SQLITE_OK;
    }

    static int full_name(sqlite3_vfs*, const char* name, int size, char* out) {
        sqlite3_snprintf(size, out, "%s", name);
        return SQLITE_OK;
    }
};

PowerCutDisk::PowerCutDisk() : m_real(sqlite3_vfs_find(nullptr)) {
    m_vfs = *m_real;
    m_vfs.iVersion = 1;
    m_vfs.szOsFile = sizeof(OpenFile);
    m_vfs.mxPathname = kLongestName;
    m_vfs.pNext = nullptr;
    m_vfs.zName = "power-cut-disk";
    m_vfs.pAppData = this;
    m_vfs.xOpen = Methods::open;
    m_vfs.xDelete = Methods::remove;
    m_vfs.xAccess = Methods::access;
    m_vfs.xFullPathname = Methods::full_name;
    LOTSE_CHECK(sqlite3_vfs_register(&m_vfs, 1) == SQLITE_OK);
}

PowerCutDisk::~PowerCutDisk() {
    sqlite3_vfs_unregister(&m_vfs);
    sqlite3_vfs_register(m_real, 1);
}

void PowerCutDisk::arm(Fault fault, int at) {
    m_fault = fault;
    m_at = at;
    m_operations = 0;
}

int PowerCutDisk::operation(bool writes, int error) {
    if (m_off) {
        return error;
    }
    if (!writes && m_fault != Fault::ErrorOnce) {
        return SQLITE_OK;
    }
    ++m_operations;
    if (m_fault != Fault::None && m_operations == m_at) {
        m_off = m_fault == Fault::Cut;
        m_full = m_fault == Fault::Full;
        if (m_fault != Fault::Full) {
            return error;
        }
    }
    return m_full && writes ? SQLITE_FULL : SQLITE_OK;
}

void PowerCutDisk::restart(double survives, std::mt19937& chance) {
    std::uniform_real_distribution<double> uniform(0.0, 1.0);
    const auto lucky = [&] { return uniform(chance) < survives; };
    std::map<std::string, std::shared_ptr<Inode>> folder = m_durable_folder;
    for (const auto& [name, inode] : m_folder) {
        if (const auto durable = m_durable_folder.find(name);
            (durable == m_durable_folder.end() || durable->second != inode) && lucky()) {
            folder[name] = inode;
        }
    }
    for (const auto& [name, inode] : m_durable_folder) {
        if (!m_folder.contains(name) && lucky()) {
            folder.erase(name);
        }
    }
    for (const auto& [name, inode] : folder) {
        std::string content = inode->durable;
        for (const Write& write : inode->pending) {
            if (!lucky()) {
                continue;
            }
            if (write.truncate) {
                content.resize(std::min(content.size(), write.offset));
            } else {
                write_into(content, write.offset, write.bytes);
            }
        }
        inode->content = inode->durable = content;
        inode->pending.clear();
    }
    m_folder = m_durable_folder = folder;
    m_off = m_full = false;
    m_fault = Fault::None;
}

}  // namespace lotse::store
