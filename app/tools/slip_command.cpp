// SPDX-License-Identifier: EUPL-1.2
#include "tools/slip_command.h"

#include <algorithm>
#include <filesystem>

#include "base/clock.h"
#include "codec/forms/questionnaire_json.h"
#include "codec/translation/language_json.h"
#include "core/form/answers.h"
#include "core/form/meanings.h"
#include "core/form/questionnaire.h"
#include "core/form/what_to_bring.h"
#include "core/limits.h"
#include "print/escpos.h"
#include "print/pdf.h"
#include "print/raster.h"
#include "print/slip_page.h"
#include "text/layout/picture.h"

namespace lotse::tools {
namespace {

constexpr int kNarrowMm = 58, kWideMm = 80;
constexpr const char* kPng = ".png";
constexpr const char* kPdf = ".pdf";
constexpr const char* kEscPos = ".escpos";
/// Short name of a centre that is nobody's.
constexpr const char* kCentre = "muster";

Error wrong(const std::string& option, const std::string& why) {
    return {Kind::Unusable, option, why};
}

Result<void> check(const SlipRequest& request) {
    if (request.width_mm != kNarrowMm && request.width_mm != kWideMm) {
        return wrong("--width", "expected 58 or 80");
    }
    const std::string& number = request.number;
    const bool fits = !number.empty() && number.size() <= limits::kLongestNumberBytes &&
                      std::all_of(number.begin(), number.end(), [](char c) {
                          return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
                      });
    if (!fits) {
        return wrong("--number",
                     "\"" + number + "\"; expected letters A to Z and digits, e.g. A017");
    }
    const std::string ending = std::filesystem::path(request.out).extension().string();
    if (ending != kPng && ending != kPdf && ending != kEscPos) {
        return wrong("--to",
                     "\"" + request.out + "\"; expected a file that ends in .png, .pdf or .escpos");
    }
    std::error_code failed;
    if (std::filesystem::exists(request.out, failed)) {
        return Error{Kind::Refused, request.out, "is there already"};
    }
    return {};
}

Result<ToBring> longest_list(const std::string& data) {
    const auto form =
        codec::read_questionnaire_file(data + "/kiosk-config/questionnaires/anerkennung.json");
    if (!form) {
        return form.error();
    }
    Answers answers;
    if (const Question* have = question_meaning(**form, Meaning::DocumentsHave)) {
        answers.fields[{have->name}] = ChoiceAnswer{{"identity"}};
    }
    return what_to_bring(**form, answers, moment_now().today);
}

}  // namespace

Result<void> make_slip_file(const SlipRequest& request, Console& console) {
    if (const Result<void> usable = check(request); !usable) {
        return usable;
    }
    Result<std::vector<Language>> languages = codec::read_languages(request.data + "/locales");
    if (!languages) {
        return languages.error();
    }
    const text::Catalogue catalogue(std::move(*languages));
    if (catalogue.language(request.language) == nullptr) {
        return wrong("--language", "\"" + request.language + "\" is no folder of " + request.data +
                                       "/locales, e.g. ar");
    }
    Result<ToBring> bring = longest_list(request.data);
    if (!bring) {
        return bring.error();
    }
    const print::Slip slip =
        print::make_slip(catalogue, {request.number, request.institution, kCentre, request.language,
                                     moment_now().wall, std::move(*bring), WaitRange{20, 40}});
    const print::PaperWidth width =
        request.width_mm == kNarrowMm ? print::PaperWidth::Mm58 : print::PaperWidth::Mm80;
    const print::Typographies typographies = print::typographies_of(catalogue);
    text::Engine engine;
    for (const std::string& tag : {request.language, std::string("de")}) {
        if (Result<void> there = engine.check_fonts(typographies.at(tag)); !there) {
            return there;
        }
    }
    const print::SlipPage page = print::lay_out(engine, typographies, slip, width);
    const std::string ending = std::filesystem::path(request.out).extension().string();
    if (ending == kPdf) {
        const Result<std::string> pdf = print::pdf_of(page, width);
        return pdf ? write_output(console, request.out, *pdf, FileMode::Shared) : pdf.error();
    }
    const print::Bitmap bitmap = print::raster_of(engine, page);
    return ending == kPng
               ? text::write_png(print::picture_of(bitmap), request.out)
               : write_output(console, request.out, print::escpos_of(bitmap), FileMode::Shared);
}

}  // namespace lotse::tools
