// SPDX-License-Identifier: EUPL-1.2
/// Zip files made in memory, honest and otherwise.
#pragma once

#include <zip.h>

#include <string>
#include <utility>
#include <vector>

#include "core/check.h"

namespace lotse::support {

using Parts = std::vector<std::pair<std::string, std::string>>;

inline std::string zip_of(const Parts& parts, const std::string& password = "") {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* out = zip_source_buffer_create(nullptr, 0, 0, &error);
    LOTSE_CHECK(out != nullptr);
    zip_source_keep(out);
    zip_t* archive = zip_open_from_source(out, ZIP_TRUNCATE, &error);
    LOTSE_CHECK(archive != nullptr);
    for (const auto& [name, content] : parts) {
        zip_source_t* in = zip_source_buffer(archive, content.data(), content.size(), 0);
        const zip_int64_t index = zip_file_add(archive, name.c_str(), in, ZIP_FL_ENC_UTF_8);
        LOTSE_CHECK(index >= 0);
        if (!password.empty()) {
            LOTSE_CHECK(zip_file_set_encryption(archive, static_cast<zip_uint64_t>(index),
                                                ZIP_EM_AES_128, password.c_str()) == 0);
        }
    }
    LOTSE_CHECK(zip_close(archive) == 0);
    LOTSE_CHECK(zip_source_open(out) == 0);
    zip_stat_t stat;
    LOTSE_CHECK(zip_source_stat(out, &stat) == 0);
    std::string bytes(stat.size, '\0');
    LOTSE_CHECK(zip_source_read(out, bytes.data(), bytes.size()) ==
                static_cast<zip_int64_t>(bytes.size()));
    zip_source_close(out);
    zip_source_free(out);
    return bytes;
}

/// The parts of a zip file in its order.
inline Parts unzipped(const std::string& bytes) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    zip_t* archive = zip_open_from_source(source, ZIP_RDONLY, &error);
    LOTSE_CHECK(archive != nullptr);
    Parts out;
    for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); ++i) {
        const auto index = static_cast<zip_uint64_t>(i);
        zip_stat_t stat;
        LOTSE_CHECK(zip_stat_index(archive, index, 0, &stat) == 0);
        std::string content(stat.size, '\0');
        zip_file_t* file = zip_fopen_index(archive, index, 0);
        LOTSE_CHECK(file != nullptr && zip_fread(file, content.data(), content.size()) ==
                                           static_cast<zip_int64_t>(content.size()));
        zip_fclose(file);
        out.emplace_back(stat.name, content);
    }
    zip_discard(archive);
    return out;
}

}  // namespace lotse::support
