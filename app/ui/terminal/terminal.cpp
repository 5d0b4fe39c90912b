// SPDX-License-Identifier: EUPL-1.2
#include "ui/terminal/terminal.h"

#include "text/words/word_count.h"
#include "ui/kit/fonts.h"
#include "ui/terminal/choosing.h"
#include "ui/terminal/consent.h"
#include "ui/terminal/context.h"
#include "ui/terminal/ending.h"
#include "ui/terminal/frame.h"
#include "ui/terminal/help.h"
#include "ui/terminal/hub.h"
#include "ui/terminal/interruptions.h"
#include "ui/terminal/page.h"
#include "ui/terminal/review.h"
#include "ui/terminal/staff.h"
#include "ui/terminal/start.h"
#include "ui/terminal/telling.h"

namespace lotse::ui {
namespace {

/// Which screen it is, without what changes on it: what is remembered about a screen ends with it.
std::string screen_key(const terminal::ScreenView& view) {
    std::string key = std::to_string(view.screen.index());
    if (const auto* page = std::get_if<terminal::PageView>(&view.screen)) {
        key += "/" + page->id.name + "#" + std::to_string(page->id.instance);
    } else if (const auto* hub = std::get_if<terminal::HubView>(&view.screen)) {
        key += "/" + hub->id.name;
    } else if (const auto* consent = std::get_if<terminal::ConsentView>(&view.screen)) {
        key += consent->notice_open ? "/notice/" + consent->notice_page : "";
    }
    return key;
}

/// What the key of that name does: it leaves what lies over the screen by the answer that changes
/// nothing, else the screen for the one before.
terminal::Event back_from(const terminal::ScreenView& view) {
    if (view.idle_seconds_left > 0 || view.telling_seconds_left > 0) {
        return terminal::Touched{};
    }
    if (view.speaker_asked) {
        return terminal::SpeakerAnswered{false};
    }
    if (view.help) {
        return terminal::HelpClosed{};
    }
    if (view.end_asked) {
        return terminal::EndCancelled{};
    }
    if (view.languages_open) {
        return terminal::LanguagesClosed{};
    }
    if (const auto* hub = std::get_if<terminal::HubView>(&view.screen); hub && hub->removing) {
        return terminal::RemovalCancelled{};
    }
    if (const auto* page = std::get_if<terminal::PageView>(&view.screen); page && page->list) {
        return terminal::ListClosed{};
    }
    return terminal::BackPressed{};
}

}  // namespace

struct Terminal::Impl {
    const text::Catalogue& catalogue;
    Branding branding;
    text::OccupationWords occupations;
    Typographies fonts;
    std::map<std::string, NameLists> lists;
    SharedNames names_in_all;
    std::map<std::pair<std::string, std::string>, std::int64_t> minutes;
    Local local;
};

Terminal::Terminal(const text::Catalogue& catalogue, Branding branding,
                   text::OccupationWords occupations)
    : m_impl(std::make_unique<Impl>(
          Impl{catalogue, std::move(branding), std::move(occupations), {}, {}, {}, {}, {}})) {
    for (const Language& language : catalogue.languages()) {
        m_impl->fonts.emplace(language.tag, typography(language));
    }
}
Terminal::~Terminal() = default;
Terminal::Terminal(Terminal&&) noexcept = default;

int Terminal::words_on(const SemanticTree& tree) const {
    int words = 0;
    for (const Node& node : tree.nodes) {
        // Groups and fields are called as what stands in or above them; keys are looked for.
        const bool read = node.role == Role::Heading || node.role == Role::Text ||
                          node.role == Role::Button || node.role == Role::Choice ||
                          node.role == Role::Check || node.role == Role::Alert;
        if (!read || node.state.hidden || node.id.starts_with("bar.") ||
            node.id == "header.institution") {
            continue;
        }
        const Language* language = m_impl->catalogue.language(node.language);
        words += text::count_words(node.label, language == nullptr ? "de" : language->locale);
    }
    return words;
}

void Terminal::wipe() {
    m_impl->local = Local{};
}

std::vector<terminal::Event> Terminal::draw(Canvas& canvas, const terminal::ScreenView& view,
                                            const std::vector<Keystroke>& typed) {
    std::vector<terminal::Event> events;
    const Language* language = m_impl->catalogue.language(view.language);
    LOTSE_CHECK(language != nullptr);
    const Language* second =
        view.second_language.empty() ? nullptr : m_impl->catalogue.language(view.second_language);
    Local& local = m_impl->local;
    if (const std::string key = screen_key(view); key != local.screen_key) {
        local = Local{};
        local.screen_key = key;
        canvas.reset_scrolling();
    }
    canvas.show_screen(terminal::identity_of(view));
    std::vector<Keystroke> written = typed;
    const bool back = std::erase_if(written, [](const Keystroke& stroke) {
                          return stroke.key == Keystroke::Key::Escape;
                      }) > 0;
    Context context{canvas,
                    m_impl->catalogue,
                    view,
                    *language,
                    second,
                    m_impl->branding,
                    written,
                    false,
                    local,
                    m_impl->lists,
                    m_impl->names_in_all,
                    m_impl->occupations,
                    m_impl->fonts,
                    m_impl->minutes,
                    events};
    canvas.set_typographies(&m_impl->fonts);
    canvas.set_scroll_labels(context.say("page.up"), context.say("page.more"));
    Box screen = canvas.screen();
    const float bar = bar_height(context);
    const bool over = view.idle_seconds_left > 0 || view.telling_seconds_left > 0 ||
                      view.speaker_asked || view.end_asked || view.help || view.languages_open;
    const auto* page = std::get_if<terminal::PageView>(&view.screen);
    context.bar_folded = page != nullptr && !over && screens::crowds_out_bar(context, *page, bar);
    const Box strip = screen.take_bottom(context.bar_folded ? 0 : bar);
    if (over) {
        keep_low(context, screen);
    }
    if (view.idle_seconds_left > 0) {
        screens::draw_idle_warning(context, screen);
    } else if (view.telling_seconds_left > 0) {
        screens::draw_end_of_time(context, screen);
    } else if (view.speaker_asked) {
        screens::draw_speaker_question(context, screen);
    } else if (view.end_asked) {
        screens::draw_end_question(context, screen);
    } else if (view.help) {
        screens::draw_help(context, *view.help, screen);
    } else if (view.languages_open) {
        screens::draw_languages(context, screen);
    } else {
        std::visit([&](const auto& shown) { screens::draw(context, shown, screen); }, view.screen);
    }
    draw_bar(context, strip);
    canvas.set_typographies(nullptr);
    if (back && events.empty()) {
        events.push_back(back_from(view));
    }
    return events;
}

}  // namespace lotse::ui
