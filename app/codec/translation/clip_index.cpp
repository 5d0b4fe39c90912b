// SPDX-License-Identifier: EUPL-1.2
#include "codec/translation/clip_index.h"

#include <algorithm>
#include <filesystem>

#include "codec/files.h"
#include "codec/json_reader.h"
#include "core/limits.h"

namespace lotse::codec {
namespace {

constexpr const char* kRecorded = "recorded";
constexpr const char* kSynthesised = "synthesised";
constexpr std::string_view kEnding = ".opus";
constexpr double kSoftest = -100, kLoudest = 10;

/// Of a file in the folder itself, whatever the file system thinks of the rest.
bool is_plain_name(std::string_view name) {
    return name.size() > kEnding.size() && name.ends_with(kEnding) && !name.starts_with('.') &&
           std::ranges::none_of(name, [](char c) {
               return c == '/' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
           });
}

bool is_fingerprint(std::string_view text) {
    return text.size() == 8 && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

Result<Clip> clip_from(const Json& json, const std::string& file, const std::string& id) {
    JsonReader reader(file, Kind::Corrupt);
    Clip out;
    if (!reader.object(json, id, {"file", "of", "made", "speaker", "ms", "lufs"})) {
        return reader.error();
    }
    out.file = reader.text(json, "file", id, true);
    out.of = reader.text(json, "of", id, true);
    const std::string made = reader.text(json, "made", id, true);
    out.synthesised = made == kSynthesised;
    out.speaker = reader.text(json, "speaker", id);
    out.ms = static_cast<int>(
        reader.whole(json, "ms", id, 1, 1000LL * limits::kLongestClip.count(), true, 0));
    out.lufs = reader.number(json, "lufs", id, kSoftest, kLoudest, 0);
    if (reader.ok() && !is_plain_name(out.file)) {
        reader.fail(id, "\"file\" expected the name of an .opus file in this folder");
    } else if (reader.ok() && !is_fingerprint(out.of)) {
        reader.fail(id, "\"of\" expected a fingerprint of eight hexadecimal digits");
    } else if (reader.ok() && made != kRecorded && made != kSynthesised) {
        reader.fail(id, "\"made\" expected recorded or synthesised");
    }
    return reader.ok() ? Result<Clip>(std::move(out)) : reader.error();
}

}  // namespace

Result<ClipIndex> parse_clip_index(std::string_view text, const std::string& file) {
    const Result<Json> json = parse_json(text, file, limits::kLargestClipIndexBytes);
    if (!json) {
        return json.error();
    }
    if (!json->is_object() || json->size() > limits::kMostClips) {
        return Error{
            Kind::Corrupt, file,
            "expected an object { } of at most " + std::to_string(limits::kMostClips) + " clips"};
    }
    ClipIndex out;
    for (const auto& item : json->items()) {
        Result<Clip> clip = clip_from(item.value(), file, item.key());
        if (clip) {
            out.clips.emplace(item.key(), std::move(*clip));
        } else {
            out.findings.push_back(to_string(clip.error()));
        }
    }
    return out;
}

Result<ClipIndex> read_clip_index(const std::string& folder) {
    const std::string path = folder + "/index.json";
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) {
        return ClipIndex{};
    }
    const Result<std::string> text = read_file(path, limits::kLargestClipIndexBytes);
    return text ? parse_clip_index(*text, path) : text.error();
}

std::string write_clip_index(const ClipIndex& index) {
    Json out = Json::object();
    for (const auto& [id, clip] : index.clips) {
        out[id] = {{"file", clip.file},
                   {"of", clip.of},
                   {"made", clip.synthesised ? kSynthesised : kRecorded},
                   {"speaker", clip.speaker},
                   {"ms", clip.ms},
                   {"lufs", clip.lufs}};
    }
    return out.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace lotse::codec
