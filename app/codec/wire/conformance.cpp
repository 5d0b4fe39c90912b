// SPDX-License-Identifier: EUPL-1.2
#include "codec/wire/conformance.h"

#include <set>

#include "codec/json_reader.h"
#include "core/limits.h"
#include "core/partial_date.h"

namespace lotse::codec {
namespace {

constexpr long long kMostCounted = 1'000'000'000'000;

RunException read_exception(JsonReader& reader, const Json& json, const std::string& place) {
    RunException out;
    if (reader.object(json, place, {"name", "reason", "count"})) {
        out.name = reader.text(json, "name", place, true);
        out.reason = reader.text(json, "reason", place, true);
        out.count = reader.whole(json, "count", place, 0, kMostCounted, true, 0);
    }
    return out;
}

RunRule read_rule(JsonReader& reader, const Json& json, const std::string& place) {
    RunRule out;
    if (!reader.object(
            json, place,
            {"rule", "what", "clauses", "checked", "violations", "exceptions", "examples"})) {
        return out;
    }
    out.rule = reader.text(json, "rule", place, true);
    const std::string here = "rule " + out.rule;
    out.what = reader.text(json, "what", here, true);
    out.clauses = reader.texts(json, "clauses", here, true);
    out.checked = reader.whole(json, "checked", here, 0, kMostCounted, true, 0);
    out.violations = reader.whole(json, "violations", here, 0, kMostCounted, true, 0);
    out.examples = reader.texts(json, "examples", here);
    long long found = out.violations;
    for (const Json& exception : reader.list(json, "exceptions", here, false)) {
        out.exceptions.push_back(read_exception(reader, exception, here + ", exceptions"));
        found += out.exceptions.back().count;
    }
    if (reader.ok() && found > out.checked) {
        reader.fail(here, "counts more violations and exceptions than were checked");
    }
    return out;
}

Clause read_clause(JsonReader& reader, const Json& json, const std::string& place) {
    Clause out;
    if (!reader.object(json, place,
                       {"clause", "title", "checks", "open", "not_applicable", "missing"})) {
        return out;
    }
    out.number = reader.text(json, "clause", place, true);
    const std::string here = "clause " + out.number;
    out.title = reader.text(json, "title", here, true);
    out.checks = reader.texts(json, "checks", here);
    out.open = reader.texts(json, "open", here);
    out.not_applicable = reader.text(json, "not_applicable", here);
    out.missing = reader.text(json, "missing", here);
    const bool applies = out.not_applicable.empty();
    const bool says = !out.checks.empty() || !out.open.empty() || !out.missing.empty();
    if (reader.ok() && applies != says) {
        reader.fail(here, applies ? "says neither what checks it, nor who has to look, nor why it "
                                    "does not apply"
                                  : "does not apply and is checked all the same");
    }
    return out;
}

}  // namespace

std::string write_check_run(const CheckRun& run) {
    Json rules = Json::array();
    for (const RunRule& rule : run.rules) {
        Json exceptions = Json::array();
        for (const RunException& one : rule.exceptions) {
            exceptions.push_back(
                {{"name", one.name}, {"reason", one.reason}, {"count", one.count}});
        }
        rules.push_back({{"rule", rule.rule},
                         {"what", rule.what},
                         {"clauses", rule.clauses},
                         {"checked", rule.checked},
                         {"violations", rule.violations},
                         {"exceptions", std::move(exceptions)},
                         {"examples", rule.examples}});
    }
    const Json json{{"program", run.program},     {"commit", run.commit},
                    {"date", run.date},           {"frames", run.frames},
                    {"of_frames", run.of_frames}, {"rules", std::move(rules)}};
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
}

Result<CheckRun> read_check_run(std::string_view json, const std::string& file) {
    const Result<Json> parsed = parse_json(json, file, limits::kLargestSettingsBytes);
    if (!parsed) {
        return parsed.error();
    }
    JsonReader reader(file, Kind::Corrupt);
    CheckRun run;
    if (!reader.object(*parsed, "the run",
                       {"program", "commit", "date", "frames", "of_frames", "rules"})) {
        return reader.error();
    }
    run.program = reader.text(*parsed, "program", "the run", true);
    run.commit = reader.text(*parsed, "commit", "the run");
    run.date = reader.text(*parsed, "date", "the run", true);
    if (CivilDate day; reader.ok() && !from_iso(run.date, day)) {
        reader.fail("date", "expected a day such as 2026-11-30, found \"" + run.date + "\"");
    }
    run.frames = reader.whole(*parsed, "frames", "the run", 1, kMostCounted, true, 0);
    run.of_frames = reader.whole(*parsed, "of_frames", "the run", 1, kMostCounted, true, 0);
    if (reader.ok() && run.frames > run.of_frames) {
        reader.fail("frames", "more were walked than there are");
    }
    std::set<std::string> known;
    for (const Json& rule : reader.list(*parsed, "rules", "the run", true)) {
        run.rules.push_back(read_rule(reader, rule, "rules"));
        if (reader.ok() && !known.insert(run.rules.back().rule).second) {
            reader.fail("rule " + run.rules.back().rule, "is there twice");
        }
    }
    if (!reader.ok()) {
        return reader.error();
    }
    return run;
}

Result<ClauseTable> read_clauses(std::string_view json, const std::string& file) {
    const Result<Json> parsed = parse_json(json, file, limits::kLargestSettingsBytes);
    if (!parsed) {
        return parsed.error();
    }
    JsonReader reader(file, Kind::Unusable);
    ClauseTable table;
    if (!reader.object(*parsed, "the table", {"standard", "chapters"})) {
        return reader.error();
    }
    table.standard = reader.text(*parsed, "standard", "the table", true);
    std::set<std::string> known;
    for (const Json& chapter : reader.list(*parsed, "chapters", "the table", true)) {
        Chapter& out = table.chapters.emplace_back();
        if (!reader.object(chapter, "chapters", {"chapter", "title", "clauses"})) {
            break;
        }
        out.number = reader.text(chapter, "chapter", "chapters", true);
        out.title = reader.text(chapter, "title", "chapter " + out.number, true);
        for (const Json& clause : reader.list(chapter, "clauses", "chapter " + out.number, true)) {
            out.clauses.push_back(read_clause(reader, clause, "chapter " + out.number));
            if (reader.ok() && !known.insert(out.clauses.back().number).second) {
                reader.fail("clause " + out.clauses.back().number, "is there twice");
            }
        }
    }
    if (!reader.ok()) {
        return reader.error();
    }
    return table;
}

}  // namespace lotse::codec
