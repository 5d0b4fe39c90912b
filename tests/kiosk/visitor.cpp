// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/visitor.h"

#include <chrono>
#include <thread>

#include "support/patience.h"

namespace lotse::kiosk_test {
namespace {

constexpr std::chrono::seconds kPatience{30 * support::kSlowness};
constexpr std::chrono::milliseconds kLook{10};
/// More pages than the short questionnaire has.
constexpr int kMostPages = 30;
/// Taps on the institution's name that lead to the staff's door.
constexpr int kStaffTaps = 5;

}  // namespace

Visitor::Visitor(const std::string& socket) {
    Result<std::unique_ptr<tools::AutomationClient>> client =
        tools::AutomationClient::connect(socket, kPatience);
    if (!client) {
        m_problem = to_string(client.error());
        return;
    }
    m_client = std::move(*client);
    note(m_client->wait(), "start");
}

void Visitor::note(const Result<void>& outcome, const std::string& what) {
    if (!outcome && ok()) {
        m_problem = what + ": " + to_string(outcome.error());
    }
}

void Visitor::tap(const std::string& id) {
    if (!ok()) {
        return;
    }
    if (const Result<void> tapped = m_client->tap(id); !tapped) {
        std::string there;
        for (const codec::AutomationNode& node : tree().nodes) {
            there += " " + node.id;
        }
        note(tapped, "tap " + id + ", on the screen:" + there);
    }
}

void Visitor::press(const std::string& id) {
    if (wait_for(id)) {
        note(m_client->press(id), "press " + id);
    } else if (ok()) {
        m_problem = "press " + id + ": it does not come";
    }
}

void Visitor::drag(const std::string& id, int by_px) {
    if (ok()) {
        note(m_client->drag(id, by_px), "drag " + id);
    }
}

void Visitor::type(const std::string& text) {
    if (ok()) {
        note(m_client->type(text), "type");
    }
}

void Visitor::enter(const std::string& text) {
    if (ok()) {
        note(m_client->enter(text), "enter");
    }
}

void Visitor::type_on_screen(const std::string& text) {
    for (const char letter : text) {
        tap(letter == ' ' ? "key.space" : std::string("key.") + letter);
    }
}

void Visitor::screenshot(const std::string& path) {
    if (ok()) {
        note(m_client->screenshot(path), "screenshot");
    }
}

codec::AutomationTree Visitor::tree() {
    if (m_client == nullptr) {
        return {};
    }
    Result<codec::AutomationTree> tree = m_client->tree();
    if (!tree) {
        note(tree.error(), "tree");
        return {};
    }
    return std::move(*tree);
}

bool Visitor::wait_for(const std::string& id) {
    const auto until = std::chrono::steady_clock::now() + kPatience;
    while (ok() && std::chrono::steady_clock::now() < until) {
        if (sees(id)) {
            return true;
        }
        std::this_thread::sleep_for(kLook);
    }
    return false;
}

bool Visitor::sees(const std::string& id) {
    return tree().find(id) != nullptr;
}

std::string Visitor::label(const std::string& id) {
    const codec::AutomationTree seen = tree();
    const codec::AutomationNode* node = seen.find(id);
    return node == nullptr ? "" : node->label;
}

std::string Visitor::value(const std::string& id) {
    const codec::AutomationTree seen = tree();
    const codec::AutomationNode* node = seen.find(id);
    return node == nullptr ? "" : node->value;
}

void Visitor::fill_in(const std::string& name) {
    tap("language.en");
    tap("form.arbeitgeber");
    tap("consent.agree");
    for (int page = 0; ok() && page < kMostPages; ++page) {
        const codec::AutomationTree seen = tree();
        if (seen.find("action.submit") != nullptr) {
            return;
        }
        for (const auto& [field, text] :
             {std::pair<std::string, std::string>{"field.company_name", name},
              {"field.contact_name", "Mika Muster"}}) {
            if (seen.find(field) != nullptr) {
                type(text);  // its keyboard is open
            }
        }
        tap("action.next");
    }
    if (ok()) {
        m_problem = "the questionnaire does not come to its review";
    }
}

std::string Visitor::submit() {
    tap("action.submit");
    return label("finished.number");
}

std::string Visitor::number_only() {
    tap("start.number_only");
    tap("language.en");
    tap("number.confirm");
    return label("finished.number");
}

std::string Visitor::whole_intake(const std::string& name) {
    fill_in(name);
    const std::string number = submit();
    tap("action.done");
    return number;
}

void Visitor::end_and_delete() {
    tap("bar.end");
    tap("end.confirm");
}

void Visitor::open_staff_menu(const std::string& pin) {
    for (int i = 0; i < kStaffTaps; ++i) {
        tap("header.institution");
    }
    for (const char digit : pin) {
        tap(std::string("key.") + digit);
    }
    tap("key.enter");
}

}  // namespace lotse::kiosk_test
