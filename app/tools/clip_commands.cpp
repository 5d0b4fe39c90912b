// SPDX-License-Identifier: EUPL-1.2
#include "tools/clip_commands.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <optional>
#include <ostream>
#include <set>
#include <vector>

#include "codec/files.h"
#include "codec/translation/clip_index.h"
#include "codec/translation/language_json.h"
#include "core/configuration/configured_texts.h"
#include "core/limits.h"
#include "core/utf8.h"
#include "speech/normalise.h"
#include "speech/voice_helper.h"
#include "text/languages/clip_plan.h"
#include "text/languages/exchange.h"
#include "tools/child_process.h"
#include "tools/locale_commands.h"
#include "tools/recording.h"

namespace lotse::tools {
namespace {

namespace fs = std::filesystem;
using text::ClipText;

constexpr const char* kIndex = "index.json";
constexpr const char* kEnding = ".opus";
/// People read aloud about so many letters a second, and breathe.
constexpr double kLettersASecond = 13, kBreathSeconds = 0.5;
/// By which a clip may differ from its entry, and from what was wanted before it was coded.
constexpr int kToleranceMs = 60;
constexpr double kCodedTolerance = 0.5;
/// A program that fails so often one after the other will not say the next thousand either.
constexpr int kMostFailures = 5;
/// Who ends it before its end loses no more than so many clips.
constexpr std::size_t kKeptAfter = 50;

Error refused(const std::string& where, const std::string& why) {
    return {Kind::Refused, where, why};
}

std::string counted(std::size_t count, const std::string& thing) {
    return std::to_string(count) + " " + thing + (count == 1 ? "" : "s");
}

/// Languages with their hard words, as a terminal has them.
Result<text::Catalogue> read_catalogue(const std::string& locales) {
    Result<std::vector<Language>> languages = codec::read_languages(locales);
    if (!languages) return languages.error();
    const std::string glossary = locales + "/glossary.json";
    std::error_code failed;
    if (fs::exists(glossary, failed)) {
        const Result<std::vector<HardWord>> words = codec::read_glossary(glossary);
        if (!words) return words.error();
        add_hard_words(*languages, *words);
    }
    return text::Catalogue(std::move(*languages));
}

std::string folder_of(const ClipRequest& request, const std::string& tag) {
    return request.clips.empty() ? request.locales + "/" + tag + "/clips" : request.clips;
}

/// A language's texts and what there is of them.
struct Work {
    text::Catalogue catalogue;
    const Language* language = nullptr;
    std::string folder;
    std::vector<ClipText> texts;
    ClipIndex index;

    bool is_fresh(const ClipText& wanted) const {
        const auto clip = index.clips.find(wanted.id);
        std::error_code failed;
        return clip != index.clips.end() && clip->second.of == wanted.fingerprint &&
               fs::is_regular_file(folder + "/" + clip->second.file, failed);
    }
};

Result<Work> work_on(const ClipRequest& request) {
    Result<text::Catalogue> catalogue = read_catalogue(request.locales);
    if (!catalogue) return catalogue.error();
    Work out{std::move(*catalogue), nullptr, folder_of(request, request.language), {}, {}};
    out.language = out.catalogue.language(request.language);
    if (out.language == nullptr) {
        return Error{
            Kind::Unusable, "--language",
            "\"" + request.language + "\" is no folder of " + request.locales + ", e.g. ti"};
    }
    out.texts = text::clip_texts(out.catalogue, request.language);
    Result<ClipIndex> index = codec::read_clip_index(out.folder);
    if (!index) return index.error();
    out.index = std::move(*index);
    return out;
}

Result<void> write_index(const Work& work) {
    return replace_file(work.folder + "/" + kIndex, codec::write_clip_index(work.index),
                        FileMode::Shared);
}

/// As a whole: the file first, so that the index never names one that is not there.
Result<void> take(Work& work, const ClipText& text, const Recording& sound, bool synthesised,
                  const std::string& speaker) {
    const Result<std::string> bytes = encoded(sound, text.id);
    if (!bytes) return bytes.error();
    const std::string name = text.id + kEnding;
    if (Result<void> written = replace_file(work.folder + "/" + name, *bytes, FileMode::Shared);
        !written) {
        return written;
    }
    const double lufs = std::round(loudness_of(sound).lufs * 10) / 10;
    work.index.clips[text.id] = {name, text.fingerprint, synthesised, speaker, sound.ms(), lufs};
    return {};
}

Result<Recording> made_clip(const Recording& recording, const ClipText& text,
                            const std::string& name) {
    const Result<Recording> cut = trimmed(recording, text.text, name);
    return cut ? levelled(*cut, name) : cut.error();
}

int expected_seconds(const ClipText& text) {
    const double letters = static_cast<double>(code_points(text.spoken).size());
    return static_cast<int>(std::ceil(letters / kLettersASecond + kBreathSeconds));
}

const char* name_of(ClipText::Group group) {
    switch (group) {
        case ClipText::Group::Text:
            return "text";
        case ClipText::Group::Piece:
            return "piece";
        case ClipText::Group::Number:
            return "number";
        case ClipText::Group::Letter:
            return "letter";
        case ClipText::Group::Name:
            return "name";
    }
    return "";
}

struct Row {
    std::string number, id, group, spoken, german, note, seconds;
};

std::string csv_cell(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

/// RFC 4180, with the mark by which programs for tables know UTF-8.
std::string csv_of(const std::vector<Row>& rows) {
    std::string out(kByteOrderMark);
    out += "number,id,kind,text,german,note,seconds\r\n";
    for (const Row& row : rows) {
        out += row.number + "," + csv_cell(row.id) + "," + row.group + "," + csv_cell(row.spoken) +
               "," + csv_cell(row.german) + "," + csv_cell(row.note) + "," + row.seconds + "\r\n";
    }
    return out;
}

std::string html_text(const std::string& text) {
    std::string out;
    for (const char c : text) {
        out += c == '&'    ? "&amp;"
               : c == '<'  ? "&lt;"
               : c == '>'  ? "&gt;"
               : c == '\n' ? "<br>"
                           : std::string(1, c);
    }
    return out;
}

/// To be printed and read from: one row a text, large.
std::string html_of(const std::vector<Row>& rows, const Language& language) {
    std::string out =
        "<!DOCTYPE html>\n<html lang=\"de\"><meta charset=\"utf-8\"><title>" +
        html_text(language.endonym) +
        "</title>\n<style>body{font-family:sans-serif}td{border-top:1px solid "
        "#999;padding:4px 8px;vertical-align:top}.t{font-size:150%}</style>\n<table>\n";
    for (const Row& row : rows) {
        out += "<tr><td>" + row.number + "<td>" + html_text(row.id) + "<td class=\"t\" lang=\"" +
               html_text(language.tag) + "\" dir=\"" + (language.right_to_left ? "rtl" : "ltr") +
               "\">" + html_text(row.spoken) + "<td>" + html_text(row.german) + "<br><small>" +
               html_text(row.note) + "</small><td>" + row.seconds + " s</tr>\n";
    }
    return out + "</table></html>\n";
}

/// What is wrong with a clip that is there; nothing: it is as it should be.
std::optional<std::string> fault_of(const std::string& path, const Clip& clip) {
    const Result<std::string> bytes = codec::read_file(path, limits::kLargestClipBytes);
    if (!bytes) return to_string(bytes.error());
    const Result<Recording> sound = read_recording(*bytes, path);
    if (!sound) return to_string(sound.error());
    if (std::abs(sound->ms() - clip.ms) > kToleranceMs) {
        return "lasts " + std::to_string(sound->ms()) + " ms, not " + std::to_string(clip.ms);
    }
    const Loudness loud = loudness_of(*sound);
    if (std::abs(loud.lufs - kWantedLufs) > kLufsTolerance + kCodedTolerance ||
        loud.peak_db > kMostPeakDb + kCodedTolerance) {
        return "has " + std::to_string(std::lround(loud.lufs)) + " LUFS and " +
               std::to_string(std::lround(loud.peak_db)) + " dBTP, expected −23 and at most −2";
    }
    return std::nullopt;
}

void print_some(std::ostream& out, const std::string& what, const std::vector<std::string>& ids) {
    constexpr std::size_t kShown = 10;
    if (ids.empty()) return;
    out << "  " << what << " " << ids.size() << ":";
    for (std::size_t i = 0; i < std::min(kShown, ids.size()); ++i) out << " " << ids[i];
    out << (ids.size() > kShown ? " …\n" : "\n");
}

/// Files of the folder that no clip names.
std::vector<std::string> files_without_clip(const Work& work) {
    std::set<std::string> named;
    for (const auto& [id, clip] : work.index.clips) named.insert(clip.file);
    std::vector<std::string> out;
    std::error_code failed;
    for (fs::directory_iterator at(work.folder, failed), end; !failed && at != end;
         at.increment(failed)) {
        const std::string name = at->path().filename().string();
        if (name != kIndex && !named.contains(name)) out.push_back(name);
    }
    std::ranges::sort(out);
    return out;
}

/// How many things make the language unfit.
std::size_t check_one(const Work& work, std::ostream& out) {
    std::vector<std::string> missing, stale, orphaned, faults = work.index.findings;
    std::map<std::string, const ClipText*> wanted;
    for (const ClipText& text : work.texts) {
        wanted[text.id] = &text;
        if (text.needed && !work.index.clips.contains(text.id)) missing.push_back(text.id);
    }
    for (const auto& [id, clip] : work.index.clips) {
        const auto text = wanted.find(id);
        if (text == wanted.end()) {
            orphaned.push_back(id);
        } else if (text->second->fingerprint != clip.of) {
            stale.push_back(id);
        }
        if (const auto fault = fault_of(work.folder + "/" + clip.file, clip)) {
            faults.push_back(id + ": " + *fault);
        }
    }
    const std::vector<std::string> files = files_without_clip(work);
    orphaned.insert(orphaned.end(), files.begin(), files.end());
    out << work.language->tag << ": " << counted(work.index.clips.size(), "clip") << " of "
        << counted(work.texts.size(), "text") << "\n";
    print_some(out, "missing", missing);
    print_some(out, "stale", stale);
    print_some(out, "orphaned", orphaned);
    for (const std::string& fault : faults) out << "  " << fault << "\n";
    const bool alone = work.language->speech.source == Speech::Source::Clips;
    return faults.size() + (alone ? missing.size() + stale.size() : 0);
}

/// By a program of somebody's choice.
Result<Recording> spoken_by(const std::string& command, const std::string& voice,
                            const std::string& text) {
    std::string line = command;
    constexpr std::string_view kVoice = "{voice}";
    for (std::size_t at = 0; (at = line.find(kVoice, at)) != std::string::npos;
         at += voice.size()) {
        line.replace(at, kVoice.size(), voice);
    }
    const Result<std::string> wav =
        output_of({"/bin/sh", "-c", line}, text, limits::kLargestRecordingBytes);
    return wav ? read_recording(*wav, command) : wav.error();
}

/// By our own voice, as a terminal says it.
Result<Recording> spoken_by(speech::VoiceHelper& helper, const speech::Normaliser& normaliser,
                            const Language& language, const Language& german, const std::string& id,
                            const std::string& text) {
    Recording out;
    out.rate = speech::kSampleRate;
    for (const speech::SpokenRun& run : normaliser.runs(id, text)) {
        const Language& said = run.german ? german : language;
        const Result<void> made =
            helper.make(said.voice, language.speech.rate, run.text,
                        [&out](std::span<const std::int16_t> samples) {
                            for (const std::int16_t sample : samples) {
                                out.samples.push_back(static_cast<float>(sample) / 32768.0F);
                            }
                            return true;
                        });
        if (!made) return made.error();
    }
    return out;
}

}  // namespace

Result<void> plan_clips(const PlanClips& request, Console& console) {
    if (request.format != "csv" && request.format != "html") {
        return refused("--format", "expected csv or html");
    }
    const Result<Work> work = work_on(request);
    if (!work) return work.error();
    const Result<text::TextNotes> notes = read_notes(request.locales);
    if (!notes) return notes.error();
    std::vector<Row> rows;
    for (std::size_t i = 0; i < work->texts.size(); ++i) {
        const ClipText& text = work->texts[i];
        if (request.missing && work->is_fresh(text)) continue;
        rows.push_back({std::to_string(i + 1), text.id, name_of(text.group), text.spoken,
                        text.german, text::note_on(text.id.substr(0, text.id.find('#')), *notes),
                        std::to_string(expected_seconds(text))});
    }
    return write_output(console, request.out,
                        request.format == "csv" ? csv_of(rows) : html_of(rows, *work->language),
                        FileMode::Shared);
}

Result<void> import_clips(const ImportClips& request, Console& console) {
    Result<Work> work = work_on(request);
    if (!work) return work.error();
    std::error_code failed;
    std::vector<fs::path> files;
    for (fs::directory_iterator at(request.from, failed), end; !failed && at != end;
         at.increment(failed)) {
        files.push_back(at->path());
    }
    if (failed) return Error{Kind::Unusable, request.from, "cannot be read: " + failed.message()};
    std::ranges::sort(files);
    std::map<std::string, const ClipText*> wanted;
    for (const ClipText& text : work->texts) wanted[text.id] = &text;
    if (!request.dry_run) {
        if (Result<void> made = make_folder(work->folder); !made) return made;
    }
    std::map<std::uint64_t, std::string> heard;  // mark of a sound → file
    std::size_t taken = 0, not_taken = 0;
    const auto refuse = [&](const Error& error) {
        ++not_taken;
        console.out << "  " << to_string(error) << "\n";
    };
    for (const fs::path& path : files) {
        const std::string name = path.filename().string();
        const auto text = wanted.find(path.stem().string());
        if (text == wanted.end()) {
            refuse(refused(name, "is called like no text of the plan"));
            continue;
        }
        const Result<std::string> bytes =
            codec::read_file(path.string(), limits::kLargestRecordingBytes);
        const Result<Recording> sound =
            bytes ? read_recording(*bytes, name) : Result<Recording>(bytes.error());
        const Result<Recording> clip = sound ? made_clip(*sound, *text->second, name) : sound;
        if (!clip) {
            refuse(clip.error());
            continue;
        }
        const auto [other, first] = heard.emplace(sound_mark(*clip), name);
        if (!first) {
            refuse(refused(name, "is the same sound as " + other->second));
            continue;
        }
        if (!request.dry_run) {
            if (Result<void> done = take(*work, *text->second, *clip, false, request.speaker);
                !done) {
                return done;
            }
        }
        ++taken;
    }
    if (taken > 0 && !request.dry_run) {
        if (Result<void> written = write_index(*work); !written) return written;
    }
    console.out << request.language << ": " << counted(taken, "clip")
                << (request.dry_run ? " would be taken, " : " taken, ") << not_taken
                << " refused\n";
    return not_taken == 0
               ? Result<void>()
               : refused(request.from, counted(not_taken, "file") + " refused, listed above");
}

Result<void> check_clips(const ClipRequest& request, Console& console) {
    std::vector<std::string> tags = {request.language};
    if (request.language.empty()) {
        const Result<text::Catalogue> catalogue = read_catalogue(request.locales);
        if (!catalogue) return catalogue.error();
        tags.clear();
        for (const Language& language : catalogue->languages()) {
            std::error_code failed;
            if (language.speech.source == Speech::Source::Clips ||
                fs::exists(folder_of(request, language.tag) + "/" + kIndex, failed)) {
                tags.push_back(language.tag);
            }
        }
    }
    std::size_t faults = 0;
    for (const std::string& tag : tags) {
        ClipRequest one = request;
        one.language = tag;
        const Result<Work> work = work_on(one);
        if (!work) return work.error();
        faults += check_one(*work, console.out);
    }
    if (tags.empty()) console.out << "no language has clips\n";
    return faults == 0 ? Result<void>()
                       : refused(request.locales, counted(faults, "fault") + ", listed above");
}

Result<void> synthesise_clips(const SynthesiseClips& request, Console& console) {
    Result<Work> work = work_on(request);
    if (!work) return work.error();
    const Language& language = *work->language;
    const Language* german = work->catalogue.language("de");
    if (request.with.empty() && (language.voice.empty() || german == nullptr)) {
        return Error{Kind::Unusable, "--language",
                     "lotse-voice has no voice for \"" + language.tag +
                         "\": name a program that has one (--with)"};
    }
    if (Result<void> made = make_folder(work->folder); !made) return made;
    speech::VoiceHelper helper(speech::helper_program());
    const speech::Normaliser normaliser(language, german == nullptr ? language : *german);
    const std::string speaker = request.with.empty()
                                    ? "lotse-voice " + language.voice
                                    : request.with.substr(0, request.with.find(' '));
    std::size_t made = 0, not_made = 0;
    int failed_in_a_row = 0;
    for (const ClipText& text : work->texts) {
        if (work->is_fresh(text)) continue;
        if (failed_in_a_row == kMostFailures) {
            console.out << "  " << speaker << " says nothing; no more of it is asked for\n";
            break;
        }
        const Result<Recording> sound =
            request.with.empty() ? spoken_by(helper, normaliser, language, *german,
                                             text.id.substr(0, text.id.find('#')), text.text)
                                 : spoken_by(request.with, language.voice, text.spoken);
        if (!sound && sound.error().kind == Kind::Unusable) return sound.error();
        const Result<Recording> clip = sound ? made_clip(*sound, text, text.id) : sound;
        if (!clip) {
            ++not_made;
            ++failed_in_a_row;
            console.out << "  " << to_string(clip.error()) << "\n";
            continue;
        }
        if (Result<void> done = take(*work, text, *clip, true, speaker); !done) return done;
        ++made;
        failed_in_a_row = 0;
        if (made % kKeptAfter == 0) {
            if (Result<void> written = write_index(*work); !written) return written;
        }
    }
    if (Result<void> written = write_index(*work); !written) return written;
    console.out << language.tag << ": " << counted(made, "clip") << " made, " << not_made
                << " refused\n";
    return not_made == 0 ? Result<void>()
                         : refused(work->folder,
                                   counted(not_made, "text") + " could not be said, listed above");
}

}  // namespace lotse::tools
