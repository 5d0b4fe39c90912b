// SPDX-License-Identifier: EUPL-1.2
#include "tools/form_commands.h"

#include <filesystem>
#include <istream>
#include <ostream>
#include <random>
#include <set>

#include "base/atomic_file.h"
#include "base/clock.h"
#include "codec/forms/expression_cases.h"
#include "codec/xlsform/export.h"
#include "codec/xlsform/form_files.h"
#include "codec/xlsform/import.h"
#include "core/form/time_zone.h"
#include "core/limits.h"
#include "text/words/time_zones.h"

namespace lotse::tools {
namespace {

constexpr std::int64_t kSecondsPerDay = 86400;

/// What is new may be entered by every account: forms are no secret, and the terminal runs under
/// its own.
Result<void> make_shared_folders(const std::filesystem::path& folder) {
    std::error_code failed;
    if (folder.empty() || std::filesystem::is_directory(folder, failed)) {
        return {};
    }
    if (Result<void> parent = make_shared_folders(folder.parent_path()); !parent) {
        return parent;
    }
    using std::filesystem::perms;
    if (std::filesystem::create_directory(folder, failed)) {
        std::filesystem::permissions(folder,
                                     perms::owner_all | perms::group_read | perms::group_exec |
                                         perms::others_read | perms::others_exec,
                                     failed);
    }
    return failed ? Result<void>(Error{Kind::Unusable, folder.string(),
                                       "cannot be made: " + failed.message()})
                  : Result<void>();
}

Result<void> write(const std::string& path, const std::string& bytes) {
    if (const Result<void> made = make_shared_folders(std::filesystem::path(path).parent_path());
        !made) {
        return made;
    }
    return replace_file(path, bytes, FileMode::Shared);
}

void print_report(const ImportForm& request, const codec::ImportedForm& form,
                  const std::vector<std::string>& written, Console& console) {
    if (request.json) {
        console.out << codec::write_import_report(request.name, form, written);
        return;
    }
    for (const codec::Finding& finding : form.findings) {
        console.out << codec::to_string(finding) << '\n';
    }
    for (const std::string& path : written) {
        console.out << path << '\n';
    }
}

std::size_t without_german(const codec::FormTexts& texts) {
    const auto german = texts.find("de");
    std::set<std::string> missing;
    for (const auto& [tag, of_language] : texts) {
        for (const auto& [id, text] : of_language) {
            if (german == texts.end() || !german->second.contains(id)) {
                missing.insert(id);
            }
        }
    }
    return missing.size();
}

/// What the institution's folders say wins over what is installed.
codec::FormTexts program_texts(const ImportForm& request) {
    codec::FormTexts texts = codec::read_program_texts(request.out + "/locales");
    texts.merge(codec::read_program_texts(request.locales));
    return texts;
}

/// RFC 9562, version 4. For trying expressions out only: nothing is kept secret by it.
std::string new_uuid(std::mt19937_64& random) {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string out = "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx";
    for (char& c : out) {
        if (c == 'x' || c == 'y') {
            const auto digit = random() % 16;
            c = kDigits[c == 'y' ? digit % 4 + 8 : digit];
        }
    }
    return out;
}

}  // namespace

Result<void> import_form(const ImportForm& request, Console& console) {
    const auto languages = codec::told_languages(request.languages);
    if (!languages) {
        return languages.error();
    }
    const Result<std::string> bytes = read_file(request.file, limits::kLargestSpreadsheetBytes);
    if (!bytes) {
        return bytes.error();
    }
    codec::ImportedForm refused;
    codec::XlsFormOptions options{request.name, request.file, *languages, program_texts(request)};
    options.beside = [&](const std::string& name) {
        const auto path = std::filesystem::path(request.file).parent_path() / name;
        return read_file(path.string(), limits::kLargestSpreadsheetBytes);
    };
    options.accept_lost_conditions = request.accept_lost_conditions;
    Result<codec::ImportedForm> form = codec::read_xlsform(*bytes, options, &refused.findings);
    if (!form) {
        // What led to it stands among the findings.
        print_report(request, refused, {}, console);
        return form.error();
    }
    if (const std::size_t missing = without_german(form->texts); missing > 0) {
        form->findings.push_back(
            {codec::Finding::Kind::Changed, "", 0, "", "",
             std::to_string(missing) + (missing == 1 ? " text is" : " texts are") +
                 " not there in German. Every language falls back to German: "
                 "no terminal takes the form before they stand in locales/de/" +
                 request.name + ".json"});
    }
    std::vector<std::pair<std::string, std::string>> files = {
        {codec::questionnaire_path(request.out + "/questionnaires", request.name),
         form->definition}};
    for (const auto& [tag, texts] : form->texts) {
        files.emplace_back(codec::texts_path(request.out + "/locales", tag, request.name),
                           codec::write_form_texts(form->definition, texts));
    }
    // All or nothing: half a form beside the rest of an older one would be found out only at a
    // terminal.
    for (const auto& [path, content] : files) {
        std::error_code failed;
        if (!request.replace && std::filesystem::exists(path, failed)) {
            print_report(request, *form, {}, console);
            return Error{Kind::Refused, path, "is there already; --replace writes over it"};
        }
    }
    std::vector<std::string> written;
    for (const auto& [path, content] : files) {
        if (const Result<void> done = write(path, content); !done) {
            return done;
        }
        written.push_back(path);
    }
    print_report(request, *form, written, console);
    return {};
}

Result<void> export_form(const ExportForm& request, Console& console) {
    const Result<codec::FormToExport> form =
        codec::read_form_files(request.name, request.questionnaires, request.locales);
    if (!form) {
        return form.error();
    }
    const Result<std::string> bytes = codec::write_xlsform(*form);
    if (!bytes) {
        return bytes.error();
    }
    return write_output(console, request.out, *bytes, FileMode::Shared);
}

Result<void> evaluate_expressions(const EvaluateExpressions& request, Console& console) {
    codec::ExpressionSurroundings surroundings;
    surroundings.zone = german_zone();
    if (!request.zone.empty()) {
        const auto offsets = zone_offsets(request.zone);
        if (!offsets) {
            return Error{Kind::Refused, "--timezone",
                         "there is no time zone \"" + request.zone +
                             "\"; expected a name of the IANA database such as Europe/Berlin"};
        }
        surroundings.zone = {*offsets, DayCount::Utc};
    }
    const std::int64_t now = wall_now().time_since_epoch().count();
    const std::int64_t local = now + offset_at(surroundings.zone, now) * std::int64_t{60};
    surroundings.today = civil_from_days(local / kSecondsPerDay);
    surroundings.second_of_day = static_cast<int>(local % kSecondsPerDay);
    std::mt19937_64 random{std::random_device{}()};
    surroundings.random = [&random] {
        return std::uniform_real_distribution<double>(0, 1)(random);
    };
    surroundings.uuid = [&random] { return new_uuid(random); };
    std::string line;
    while (std::getline(console.in, line)) {
        if (line.find_first_not_of(" \t\r") != std::string::npos) {
            console.out << codec::evaluate_case(line, surroundings) << '\n';
        }
    }
    return {};
}

}  // namespace lotse::tools
