// SPDX-License-Identifier: EUPL-1.2
#include "core/composition.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>

#include "core/utf8.h"

namespace lotse {
namespace {

/// A mark, its canonical combining class, and the letters that it makes one character with: each
/// followed by that character (UnicodeData.txt of Unicode 15, without composition exclusions).
struct Mark {
    char32_t mark;
    std::uint8_t combining_class;
    std::u32string_view pairs;
};
constexpr Mark kMarks[] = {
    {U'\u0300', 230,
     U"AÀEÈIÌOÒUÙaàeèiìoòuùÜǛüǜNǸnǹЕЀИЍеѐиѝĒḔēḕŌṐōṑWẀwẁÂẦâầĂẰăằÊỀêềÔỒôồƠỜơờƯỪưừYỲyỳἀἂἁἃἈἊἉἋἐἒἑἓἘἚἙἛ"
     U"ἠἢἡἣἨἪἩἫἰἲἱἳἸἺἹἻὀὂὁὃὈὊὉὋὐὒὑὓὙὛὠὢὡὣὨὪὩὫαὰεὲηὴιὶοὸυὺωὼΑᾺΕῈΗῊ᾿῍ϊῒΙῚ῾῝ϋῢΥῪ¨῭ΟῸΩῺ"},
    {U'\u0301', 230,
     U"AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćLĹlĺNŃnńRŔrŕSŚsśZŹzźÜǗüǘGǴgǵÅǺåǻÆǼæǽØǾøǿ¨΅ΑΆΕΈΗΉΙΊΟΌΥΎΩΏϊΐαάεέηή"
     U"ιίϋΰοόυύωώϒϓГЃКЌгѓкќÇḈçḉĒḖēḗÏḮïḯKḰkḱMḾmḿÕṌõṍŌṒōṓPṔpṕŨṸũṹWẂwẃÂẤâấĂẮăắÊẾêếÔỐôốƠỚơớƯỨưứἀἄἁἅἈἌἉἍ"
     U"ἐἔἑἕἘἜἙἝἠἤἡἥἨἬἩἭἰἴἱἵἸἼἹἽὀὄὁὅὈὌὉὍὐὔὑὕὙὝὠὤὡὥὨὬὩὭ᾿῎῾῞"},
    {U'\u0302', 230, U"AÂEÊIÎOÔUÛaâeêiîoôuûCĈcĉGĜgĝHĤhĥJĴjĵSŜsŝWŴwŵYŶyŷZẐzẑẠẬạậẸỆẹệỌỘọộ"},
    {U'\u0303', 230, U"AÃNÑOÕaãnñoõIĨiĩUŨuũVṼvṽÂẪâẫĂẴăẵEẼeẽÊỄêễÔỖôỗƠỠơỡƯỮưữYỸyỹ"},
    {U'\u0304', 230,
     U"AĀaāEĒeēIĪiīOŌoōUŪuūÜǕüǖÄǞäǟȦǠȧǡÆǢæǣǪǬǫǭÖȪöȫÕȬõȭȮȰȯȱYȲyȳИӢиӣУӮуӯGḠgḡḶḸḷḹṚṜṛṝαᾱΑᾹιῑΙῙυῡΥῩ"},
    {U'\u0306', 230, U"AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭУЎИЙийуўЖӁжӂАӐаӑЕӖеӗȨḜȩḝẠẶạặαᾰΑᾸιῐΙῘυῠΥῨ"},
    {U'\u0307', 230,
     U"CĊcċEĖeėGĠgġIİZŻzżAȦaȧOȮoȯBḂbḃDḊdḋFḞfḟHḢhḣMṀmṁNṄnṅPṖpṗRṘrṙSṠsṡŚṤśṥŠṦšṧṢṨṣṩTṪtṫWẆwẇXẊxẋYẎyẏſ"
     U"ẛ"},
    {U'\u0308', 230,
     U"AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸΙΪΥΫιϊυϋϒϔЕЁІЇеёіїАӒаӓӘӚәӛЖӜжӝЗӞзӟИӤиӥОӦоӧӨӪөӫЭӬэӭУӰуӱЧӴчӵЫӸыӹHḦhḧÕṎ"
     U"õṏŪṺūṻWẄwẅXẌxẍtẗ"},
    {U'\u0309', 230, U"AẢaảÂẨâẩĂẲăẳEẺeẻÊỂêểIỈiỉOỎoỏÔỔôổƠỞơởUỦuủƯỬưửYỶyỷ"},
    {U'\u030A', 230, U"AÅaåUŮuůwẘyẙ"},
    {U'\u030B', 230, U"OŐoőUŰuűУӲуӳ"},
    {U'\u030C', 230, U"CČcčDĎdďEĚeěLĽlľNŇnňRŘrřSŠsšTŤtťZŽzžAǍaǎIǏiǐOǑoǒUǓuǔÜǙüǚGǦgǧKǨkǩƷǮʒǯjǰHȞhȟ"},
    {U'\u030F', 230, U"AȀaȁEȄeȅIȈiȉOȌoȍRȐrȑUȔuȕѴѶѵѷ"},
    {U'\u0311', 230, U"AȂaȃEȆeȇIȊiȋOȎoȏRȒrȓUȖuȗ"},
    {U'\u0313', 230, U"αἀΑἈεἐΕἘηἠΗἨιἰΙἸοὀΟὈυὐωὠΩὨρῤ"},
    {U'\u0314', 230, U"αἁΑἉεἑΕἙηἡΗἩιἱΙἹοὁΟὉυὑΥὙωὡΩὩρῥΡῬ"},
    {U'\u031B', 216, U"OƠoơUƯuư"},
    {U'\u0323', 220,
     U"BḄbḅDḌdḍHḤhḥKḲkḳLḶlḷMṂmṃNṆnṇRṚrṛSṢsṣTṬtṭVṾvṿWẈwẉZẒzẓAẠaạEẸeẹIỊiịOỌoọƠỢơợUỤuụƯỰưựYỴyỵ"},
    {U'\u0324', 220, U"UṲuṳ"},
    {U'\u0325', 220, U"AḀaḁ"},
    {U'\u0326', 220, U"SȘsșTȚtț"},
    {U'\u0327', 202, U"CÇcçGĢgģKĶkķLĻlļNŅnņRŖrŗSŞsşTŢtţEȨeȩDḐdḑHḨhḩ"},
    {U'\u0328', 202, U"AĄaąEĘeęIĮiįUŲuųOǪoǫ"},
    {U'\u032D', 220, U"DḒdḓEḘeḙLḼlḽNṊnṋTṰtṱUṶuṷ"},
    {U'\u032E', 220, U"HḪhḫ"},
    {U'\u0330', 220, U"EḚeḛIḬiḭUṴuṵ"},
    {U'\u0331', 220, U"BḆbḇDḎdḏKḴkḵLḺlḻNṈnṉRṞrṟTṮtṯZẔzẕhẖ"},
    {U'\u0342', 230, U"ἀἆἁἇἈἎἉἏἠἦἡἧἨἮἩἯἰἶἱἷἸἾἹἿὐὖὑὗὙὟὠὦὡὧὨὮὩὯαᾶ¨῁ηῆ᾿῏ιῖϊῗ῾῟υῦϋῧωῶ"},
    {U'\u0345', 240,
     U"ἀᾀἁᾁἂᾂἃᾃἄᾄἅᾅἆᾆἇᾇἈᾈἉᾉἊᾊἋᾋἌᾌἍᾍἎᾎἏᾏἠᾐἡᾑἢᾒἣᾓἤᾔἥᾕἦᾖἧᾗἨᾘἩᾙἪᾚἫᾛἬᾜἭᾝἮᾞἯᾟὠᾠὡᾡὢᾢὣᾣὤᾤὥᾥὦᾦὧᾧὨᾨὩᾩὪᾪὫᾫὬᾬὭᾭ"
     U"ὮᾮὯᾯὰᾲαᾳάᾴᾶᾷΑᾼὴῂηῃήῄῆῇΗῌὼῲωῳώῴῶῷΩῼ"},
    {U'\u0653', 230, U"اآ"},
    {U'\u0654', 230, U"اأوؤيئەۀہۂےۓ"},
    {U'\u0655', 220, U"اإ"},
    {U'\u093C', 7, U"\u0928\u0929\u0930\u0931\u0933\u0934"},
    {U'\u09BE', 0, U"\u09C7\u09CB"},
    {U'\u09D7', 0, U"\u09C7\u09CC"},
    {U'\u0B3E', 0, U"\u0B47\u0B4B"},
    {U'\u0B56', 0, U"\u0B47\u0B48"},
    {U'\u0B57', 0, U"\u0B47\u0B4C"},
    {U'\u0BBE', 0, U"\u0BC6\u0BCA\u0BC7\u0BCB"},
    {U'\u0BD7', 0, U"\u0B92\u0B94\u0BC6\u0BCC"},
    {U'\u0C56', 91, U"\u0C46\u0C48"},
    {U'\u0CC2', 0, U"\u0CC6\u0CCA"},
    {U'\u0CD5', 0, U"\u0CBF\u0CC0\u0CC6\u0CC7\u0CCA\u0CCB"},
    {U'\u0CD6', 0, U"\u0CC6\u0CC8"},
    {U'\u0D3E', 0, U"\u0D46\u0D4A\u0D47\u0D4B"},
    {U'\u0D57', 0, U"\u0D46\u0D4C"},
    {U'\u0DCA', 9, U"\u0DD9\u0DDA\u0DDC\u0DDD"},
    {U'\u0DCF', 0, U"\u0DD9\u0DDC"},
    {U'\u0DDF', 0, U"\u0DD9\u0DDE"},
    {U'\u102E', 0, U"\u1025\u1026"},
};

struct Parts {
    char32_t letter, mark;
    auto operator<=>(const Parts&) const = default;
};
struct Tables {
    std::map<Parts, char32_t> whole;
    std::map<char32_t, Parts> parts;
    std::map<char32_t, std::uint8_t> classes;  ///< of the marks

    Tables() {
        for (const Mark& mark : kMarks) {
            classes[mark.mark] = mark.combining_class;
            for (std::size_t i = 0; i + 1 < mark.pairs.size(); i += 2) {
                const Parts made_of{mark.pairs[i], mark.mark};
                whole[made_of] = mark.pairs[i + 1];
                parts[mark.pairs[i + 1]] = made_of;
            }
        }
    }
};
const Tables& tables() {
    static const Tables kTables;
    return kTables;
}

std::uint8_t class_of(char32_t c) {
    const auto found = tables().classes.find(c);
    return found == tables().classes.end() ? 0 : found->second;
}

void append_parts(char32_t c, std::u32string& out) {
    std::u32string marks;
    for (auto found = tables().parts.find(c); found != tables().parts.end();
         found = tables().parts.find(c)) {
        marks += found->second.mark;
        c = found->second.letter;
    }
    out += c;
    out.append(marks.rbegin(), marks.rend());
}

/// Marks of one letter in the order of their classes (Unicode 15, 3.11, D109).
void order_marks(std::u32string& text) {
    for (auto begin = text.begin(); begin != text.end();) {
        if (class_of(*begin) == 0) {
            ++begin;
            continue;
        }
        const auto end =
            std::find_if(begin, text.end(), [](char32_t c) { return class_of(c) == 0; });
        std::stable_sort(begin, end,
                         [](char32_t a, char32_t b) { return class_of(a) < class_of(b); });
        begin = end;
    }
}

}  // namespace

std::u32string decomposed(std::u32string_view text) {
    std::u32string out;
    out.reserve(text.size());
    for (const char32_t c : text) {
        append_parts(c, out);
    }
    order_marks(out);
    return out;
}

std::u32string composed(std::u32string_view text) {
    const auto is_mark = [](char32_t c) { return tables().classes.contains(c); };
    if (std::none_of(text.begin(), text.end(), is_mark)) {
        return std::u32string(text);
    }
    std::u32string out;
    std::size_t letter = std::u32string::npos;  // that a mark may still join
    std::uint8_t last = 0;                      // class of what stands between
    for (const char32_t c : decomposed(text)) {
        const std::uint8_t mine = class_of(c);
        const bool next_to = letter != std::u32string::npos && letter + 1 == out.size();
        if (letter != std::u32string::npos && (next_to || (last != 0 && last < mine))) {
            if (const auto whole = tables().whole.find({out[letter], c});
                whole != tables().whole.end()) {
                out[letter] = whole->second;
                continue;
            }
        }
        if (mine == 0) {
            letter = out.size();
        }
        last = mine;
        out += c;
    }
    return out;
}

std::string composed(std::string_view text) {
    const bool plain = std::all_of(text.begin(), text.end(),
                                   [](char c) { return static_cast<signed char>(c) >= 0; });
    return plain ? std::string(text) : utf8(composed(code_points(text)));
}

}  // namespace lotse
