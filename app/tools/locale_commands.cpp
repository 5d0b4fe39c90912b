// SPDX-License-Identifier: EUPL-1.2
#include "tools/locale_commands.h"

#include <algorithm>
#include <filesystem>
#include <iomanip>
#include <map>
#include <ostream>
#include <set>

#include "base/atomic_file.h"
#include "codec/files.h"
#include "codec/translation/findings_json.h"
#include "codec/translation/language_json.h"
#include "codec/translation/text_files.h"
#include "codec/translation/translation_file.h"
#include "core/language_tag.h"
#include "core/limits.h"
#include "text/languages/exchange.h"
#include "text/languages/locale_lint.h"
#include "text/languages/locale_status.h"

namespace lotse::tools {
namespace {

constexpr const char* kGerman = "de";

/// What a command works on: all languages, one of them and German.
struct Locales {
    std::string folder;
    std::vector<Language> all;
    const Language* german = nullptr;

    std::string of(const Language& language) const { return folder + "/" + language.tag; }

    std::vector<std::string> tags() const {
        std::vector<std::string> out;
        for (const Language& one : all) {
            out.push_back(one.tag);
        }
        return out;
    }

    Result<const Language*> language(const std::string& tag) const {
        const auto meant = language_among(tag, tags());
        if (meant) {
            return &*std::ranges::find(all, *meant, &Language::tag);
        }
        std::string there;
        for (const Language& one : all) {
            there += (there.empty() ? "" : ", ") + one.tag;
        }
        return Error{Kind::Refused, folder,
                     "there is no language \"" + tag + "\"; there are " + there +
                         ". Say with --language which of them is meant"};
    }
};

Result<Locales> read_locales(const std::string& folder) {
    Result<std::vector<Language>> languages = codec::read_languages(folder);
    if (!languages) {
        return languages.error();
    }
    Locales out;
    out.folder = folder;
    out.all = std::move(*languages);
    const Result<const Language*> german = out.language(kGerman);
    if (!german) {
        return german.error();
    }
    out.german = *german;
    return out;
}

std::string in_quotes(const std::string& text) {
    return "\"" + text + "\"";
}

std::string counted(std::size_t count, const std::string& thing) {
    return std::to_string(count) + " " + thing + (count == 1 ? "" : "s");
}

void print(const ImportPlan& plan, bool taken, std::ostream& out) {
    const auto line = [&](const std::string& id, const std::string& place) -> std::ostream& {
        return out << "  " << (id.empty() ? place : id + " (" + place + ")") << ": ";
    };
    out << plan.tag << ": " << counted(plan.changed.size(), "text")
        << (taken ? " changed, " : " would change, ") << plan.confirmed.size() << " confirmed, "
        << plan.refused.size() << " refused, " << plan.unchanged << " unchanged, " << plan.empty
        << " without a translation\n";
    for (const ChangedText& change : plan.changed) {
        line(change.id, change.place)
            << (change.before.empty() ? "new" : in_quotes(change.before)) << " → "
            << in_quotes(change.after)
            << (change.stale_because.empty() ? "" : "; stale: " + change.stale_because) << "\n";
    }
    for (const std::string& id : plan.confirmed) {
        out << "  " << id << ": stands, for the German text as it is now\n";
    }
    for (const RefusedText& refused : plan.refused) {
        line(refused.id, refused.place) << "refused: " << refused.what << "\n";
    }
    for (const TextRemark& remark : plan.remarks) {
        line(remark.id, remark.place) << "note: " << remark.what << "\n";
    }
    const auto stale = std::ranges::count_if(
        plan.changed, [](const ChangedText& change) { return !change.stale_because.empty(); });
    if (stale > 0) {
        out << "Stale: " << stale
            << " of them. To let one stand: lotse-tool locale accept --id ID. Where the file does "
               "not say its German text, --german FILE or --made-from-current say it beforehand.\n";
    }
}

/// Language of a file that does not name it: uk.json, messages.uk.json, "uk (2).json", uk_UA.json;
/// "" if the name names none.
std::string tag_of_name(const std::string& file, const std::vector<std::string>& known) {
    const std::string stem = std::filesystem::path(file).stem().string();
    std::vector<std::string> parts = {stem, stem.substr(0, stem.find_first_of(" (")),
                                      stem.substr(0, stem.find('.'))};
    for (const char sign : {'.', '_', '-'}) {
        if (const auto at = stem.rfind(sign); at != std::string::npos) {
            parts.push_back(stem.substr(at + 1));
        }
    }
    for (const std::string& part : parts) {
        if (const auto meant = language_among(part, known)) {
            return *meant;
        }
    }
    return "";
}

Result<Translation> read_handed_back(const ImportTexts& request, const Locales& locales) {
    const auto format = codec::translation_format_of_file(request.file);
    if (!format) {
        return Error{Kind::Refused, request.file,
                     "expected a file named .json, .xliff, .xlf or .xlsx; save a sheet of another "
                     "program as .xlsx"};
    }
    std::string wanted;
    if (!request.language.empty()) {
        const Result<const Language*> language = locales.language(request.language);
        if (!language) {
            return language.error();
        }
        wanted = (*language)->tag;
    }
    const Result<std::string> bytes = read_file(request.file, limits::kLargestTranslationBytes);
    if (!bytes) {
        return bytes.error();
    }
    Result<Translation> read =
        codec::read_translation(*bytes, *format, request.file, wanted, locales.tags());
    if (!read) {
        return read.error();
    }
    const std::string written = read->tag;
    if (written.empty()) {
        read->tag = wanted.empty() ? tag_of_name(request.file, locales.tags()) : wanted;
    } else if (const auto meant = language_among(written, locales.tags())) {
        read->tag = *meant;
    }
    if (read->tag.empty()) {
        return Error{Kind::Refused, request.file,
                     "neither the file nor its name says which language this is; say with "
                     "--language"};
    }
    if (!wanted.empty() && read->tag != wanted) {
        return Error{Kind::Refused, request.file,
                     "holds texts of " + in_quotes(written) + ", not of " +
                         in_quotes(request.language) + "; give the file of that language"};
    }
    return read;
}

/// Adds the German texts as they were when the translators got them.
Result<void> add_german(Translation& file, const std::string& path) {
    const Result<std::string> bytes = read_file(path, limits::kLargestTranslationBytes);
    if (!bytes) {
        return bytes.error();
    }
    const Result<Translation> german =
        codec::read_translation(*bytes, codec::TranslationFormat::FlatJson, path);
    if (!german) {
        return german.error();
    }
    std::map<std::string, std::string> texts;
    for (const TranslationRow& row : german->rows) {
        texts.emplace(row.id, row.text);
    }
    for (TranslationRow& row : file.rows) {
        if (const auto text = texts.find(row.id); text != texts.end()) {
            row.german = text->second;
        }
    }
    return {};
}

/// Takes the person's word for the rows that say nothing.
void add_present_german(Translation& file, const Language& german) {
    for (TranslationRow& row : file.rows) {
        const auto text = german.messages.find(row.id);
        if ((!row.german || row.german->empty()) && text != german.messages.end()) {
            row.german = text->second;
        }
    }
}

Result<void> write_sources(const Locales& locales, const Language& language,
                           const std::set<std::string>& made_from) {
    if (language.tag == kGerman || language.made_from == made_from) {
        return {};
    }
    return replace_file(locales.of(language) + "/sources.json", codec::write_sources(made_from),
                        FileMode::Shared);
}

Result<void> take(const ImportPlan& plan, const Locales& locales, const Language& language) {
    const auto own = codec::read_text_files(locales.of(language));
    if (!own) {
        return own.error();
    }
    const auto german = codec::read_text_files(locales.of(*locales.german));
    if (!german) {
        return german.error();
    }
    std::map<std::string, std::string> texts;
    for (const ChangedText& change : plan.changed) {
        texts.emplace(change.id, change.after);
    }
    const auto files = codec::edited(*own, *german, texts);
    if (!files) {
        return files.error();
    }
    for (const auto& [name, content] : *files) {
        if (auto done = replace_file(locales.of(language) + "/" + name, content, FileMode::Shared);
            !done) {
            return done;
        }
    }
    return write_sources(locales, language, text::made_from_after(plan, language, *locales.german));
}

}  // namespace

Result<void> lint_locales(const LintLocales& request, Console& console) {
    const Result<std::vector<Language>> languages = codec::read_languages(request.locales);
    if (!languages) {
        return languages.error();
    }
    const std::vector<Finding> findings = text::lint_locales(*languages);
    if (request.json) {
        console.out << codec::write_findings(findings);
    } else {
        for (const Finding& finding : findings) {
            console.out << text::to_string(finding) << "\n";
        }
    }
    if (!findings.empty()) {
        return Error{Kind::Refused, request.locales,
                     std::to_string(findings.size()) + " findings; they are listed above"};
    }
    return {};
}

Result<void> locale_status(const LocaleStatus& request, Console& console) {
    const Result<Locales> locales = read_locales(request.locales);
    if (!locales) {
        return locales.error();
    }
    const std::vector<LanguageStatus> statuses = text::locale_status(locales->all);
    if (request.json) {
        console.out << codec::write_statuses(statuses);
        return {};
    }
    std::ostream& out = console.out;
    out << std::left << std::setw(12) << "language" << std::right << std::setw(7) << "texts"
        << std::setw(7) << "done" << std::setw(9) << "missing" << std::setw(7) << "stale"
        << std::setw(9) << "letters" << std::setw(8) << "glyphs" << std::setw(7) << "voice"
        << std::setw(10) << "findings"
        << "  review\n";
    for (const LanguageStatus& status : statuses) {
        out << std::left << std::setw(12) << status.tag << std::right << std::setw(7)
            << status.texts << std::setw(7) << status.done << std::setw(9) << status.missing.size()
            << std::setw(7) << (status.recorded ? std::to_string(status.stale.size()) : "?")
            << std::setw(9) << status.untypable.size() << std::setw(8)
            << status.missing_glyphs.size() << std::setw(7) << (status.voice ? "yes" : "no")
            << std::setw(10) << status.findings << "  " << status.review.state << " "
            << status.review.date;
        if (const auto& reading = status.review.second_reading) {
            out << ", second reading " << reading->date << ": " << reading->checked << " checked, "
                << reading->changed << " changed";
        }
        out << "\n";
    }
    return {};
}

Result<text::TextNotes> read_notes(const std::string& folder) {
    const std::string path = folder + "/notes.json";
    std::error_code failed;
    if (!std::filesystem::exists(path, failed)) {
        return text::TextNotes();
    }
    Result<std::string> content = codec::read_file(path, limits::kLargestLanguageFileBytes);
    if (!content) {
        return content.error();
    }
    const Result<codec::TextFile> file = codec::parse_text_file(path, std::move(*content));
    if (!file) {
        return file.error();
    }
    text::TextNotes notes;
    for (const codec::TextFile::Entry& entry : file->entries) {
        notes[entry.id] = entry.text;
    }
    return notes;
}

Result<void> export_texts(const ExportTexts& request, Console& console) {
    const auto format = codec::translation_format(request.format);
    if (!format) {
        return Error{Kind::Refused, "--format", "expected json, xliff or xlsx"};
    }
    const std::map<std::string, text::Selection> selections = {
        {"all", text::Selection::All},
        {"missing", text::Selection::Missing},
        {"stale", text::Selection::Stale}};
    const auto selection = selections.find(request.only);
    if (selection == selections.end()) {
        return Error{Kind::Refused, "--only", "expected all, missing or stale"};
    }
    const Result<Locales> locales = read_locales(request.locales);
    if (!locales) {
        return locales.error();
    }
    const Result<const Language*> language = locales->language(request.language);
    if (!language) {
        return language.error();
    }
    if (*language == locales->german && *format != codec::TranslationFormat::FlatJson) {
        return Error{Kind::Refused, "--language",
                     "German is the source of all texts; it is exported as json only"};
    }
    const auto german_files = codec::read_text_files(locales->of(*locales->german));
    if (!german_files) {
        return german_files.error();
    }
    const Result<text::TextNotes> notes = read_notes(locales->folder);
    if (!notes) {
        return notes.error();
    }
    const Translation translation =
        text::translation_of(**language, *locales->german, codec::ids_in_order(*german_files),
                             selection->second, *notes);
    const Result<std::string> bytes = codec::write_translation(translation, *format);
    if (!bytes) {
        return bytes.error();
    }
    if (auto written = write_output(console, request.out, *bytes, FileMode::Shared); !written) {
        return written;
    }
    if (request.out != "-") {
        console.out << (*language)->tag << ": " << translation.rows.size() << " texts in "
                    << request.out << "\n";
    }
    return {};
}

Result<void> import_texts(const ImportTexts& request, Console& console) {
    const Result<Locales> locales = read_locales(request.locales);
    if (!locales) {
        return locales.error();
    }
    Result<Translation> file = read_handed_back(request, *locales);
    if (!file) {
        return file.error();
    }
    if (!request.german.empty()) {
        if (auto added = add_german(*file, request.german); !added) {
            return added;
        }
    }
    if (request.made_from_current) {
        add_present_german(*file, *locales->german);
    }
    const Result<const Language*> language = locales->language(file->tag);
    if (!language) {
        return language.error();
    }
    const ImportPlan plan = text::plan_import(*file, **language, *locales->german, locales->all);
    const bool wrong = !plan.wrong_file.empty() && !request.anyway;
    const bool taken = !request.dry_run && !wrong;
    if (taken && (!plan.changed.empty() || !plan.confirmed.empty())) {
        if (auto written = take(plan, *locales, **language); !written) {
            return written;
        }
    }
    if (request.json) {
        console.out << codec::write_import_plan(plan, taken);
    } else {
        print(plan, taken, console.out);
    }
    if (wrong) {
        return Error{Kind::Refused, request.file,
                     "this looks like the wrong file, nothing is taken of it: " + plan.wrong_file +
                         ". To take what can be taken all the same: --anyway"};
    }
    if (!plan.refused.empty()) {
        return Error{Kind::Refused, request.file,
                     counted(plan.refused.size(), "text") + " refused, listed above"};
    }
    return {};
}

Result<void> accept_texts(const AcceptTexts& request, Console& console) {
    const Result<Locales> locales = read_locales(request.locales);
    if (!locales) {
        return locales.error();
    }
    for (const std::string& id : request.ids) {
        if (!locales->german->messages.contains(id)) {
            return Error{Kind::Refused, "--id", "there is no German text " + in_quotes(id)};
        }
    }
    std::vector<std::string> tags = request.languages;
    if (tags.empty()) {
        for (const Language& language : locales->all) {
            if (language.tag != kGerman) {
                tags.push_back(language.tag);
            }
        }
    }
    for (const std::string& tag : tags) {
        const Result<const Language*> language = locales->language(tag);
        if (!language) {
            return language.error();
        }
        if (*language == locales->german) {
            return Error{Kind::Refused, "--language", "German is made from no other text"};
        }
        const auto asked = [&](const std::string& id) {
            return (*language)->messages.contains(id) &&
                   (request.ids.empty() || std::ranges::count(request.ids, id) > 0);
        };
        std::size_t accepted = 0;
        std::size_t stale = 0;
        for (const auto& [id, source] : locales->german->messages) {
            accepted += asked(id) ? 1 : 0;
            stale += asked(id) && is_stale(**language, *locales->german, id) ? 1 : 0;
        }
        // Of a language without a record nothing is stale, and one text is not where it begins.
        if (request.ids.empty() || (*language)->made_from) {
            const std::set<std::string> made_from =
                request.ids.empty()
                    ? text::made_from_all(**language, *locales->german)
                    : text::made_from_accepted(**language, *locales->german, request.ids);
            if (auto written = write_sources(*locales, **language, made_from); !written) {
                return written;
            }
        }
        console.out << (*language)->tag << ": " << counted(accepted, "text") << " accepted, "
                    << stale << " of them stale before\n";
    }
    return {};
}

}  // namespace lotse::tools
