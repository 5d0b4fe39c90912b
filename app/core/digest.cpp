// SPDX-License-Identifier: EUPL-1.2
#include "core/digest.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace lotse {
namespace {

/// FIPS 180-4, 4.2.3: fractions of the cube roots of the first primes. SHA-256 uses the upper half
/// of the first 64 of them.
constexpr std::array<std::uint64_t, 80> kCubeRoots = {
    0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc,
    0x3956c25bf348b538, 0x59f111f1b605d019, 0x923f82a4af194f9b, 0xab1c5ed5da6d8118,
    0xd807aa98a3030242, 0x12835b0145706fbe, 0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2,
    0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235, 0xc19bf174cf692694,
    0xe49b69c19ef14ad2, 0xefbe4786384f25e3, 0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65,
    0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5,
    0x983e5152ee66dfab, 0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4,
    0xc6e00bf33da88fc2, 0xd5a79147930aa725, 0x06ca6351e003826f, 0x142929670a0e6e70,
    0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed, 0x53380d139d95b3df,
    0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b,
    0xa2bfe8a14cf10364, 0xa81a664bbc423001, 0xc24b8b70d0f89791, 0xc76c51a30654be30,
    0xd192e819d6ef5218, 0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8,
    0x19a4c116b8d2d0c8, 0x1e376c085141ab53, 0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8,
    0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb, 0x5b9cca4f7763e373, 0x682e6ff3d6b2b8a3,
    0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
    0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b,
    0xca273eceea26619c, 0xd186b8c721c0c207, 0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178,
    0x06f067aa72176fba, 0x0a637dc5a2c898a6, 0x113f9804bef90dae, 0x1b710b35131c471b,
    0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc, 0x431d67c49c100d4c,
    0x4cc5d4becb3e42b6, 0x597f299cfc657e2a, 0x5fcb6fab3ad6faec, 0x6c44198c4a475817,
};
/// FIPS 180-4, 5.3: fractions of the square roots of the first and of the next eight primes.
constexpr std::array<std::uint64_t, 8> kSquareRoots = {
    0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
    0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
};
constexpr std::array<std::uint64_t, 8> kNextSquareRoots = {
    0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17, 0x152fecd8f70e5939,
    0x67332667ffc00b31, 0x8eb44a8768581511, 0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4,
};
/// RFC 1321, 3.4: sines of 1 to 64.
constexpr std::array<std::uint32_t, 64> kSines = {
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
    0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
    0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
    0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
    0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
    0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
};
constexpr std::array<std::uint32_t, 5> kFirstState = {0x67452301, 0xefcdab89, 0x98badcfe,
                                                      0x10325476, 0xc3d2e1f0};

template <typename Word>
Word word_at(const char* from, bool big_endian) {
    Word out = 0;
    for (std::size_t i = 0; i < sizeof(Word); ++i) {
        const std::size_t at = big_endian ? i : sizeof(Word) - 1 - i;
        out = static_cast<Word>(out << 8) | static_cast<unsigned char>(from[at]);
    }
    return out;
}

template <typename Word>
void append_word(std::string& out, Word word, bool big_endian) {
    for (std::size_t i = 0; i < sizeof(Word); ++i) {
        const std::size_t place = big_endian ? sizeof(Word) - 1 - i : i;
        out.push_back(static_cast<char>(word >> (8 * place) & 255U));
    }
}

/// A bit, zeros, and the length in bits, so that whole blocks result.
std::string padded(std::string_view bytes, std::size_t block, bool big_endian) {
    std::string out(bytes);
    out.push_back('\x80');
    const std::size_t room = block / 8;  // of the length
    out.append((2 * block - room - out.size() % block) % block, '\0');
    out.append(room - sizeof(std::uint64_t), '\0');
    append_word(out, static_cast<std::uint64_t>(bytes.size()) * 8, big_endian);
    return out;
}

std::string md5(std::string_view bytes) {
    constexpr std::size_t kBlock = 64;
    constexpr std::array<std::array<int, 4>, 4> kTurns = {
        {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}}};
    std::array<std::uint32_t, 4> state = {kFirstState[0], kFirstState[1], kFirstState[2],
                                          kFirstState[3]};
    const std::string text = padded(bytes, kBlock, false);
    for (std::size_t at = 0; at < text.size(); at += kBlock) {
        auto [a, b, c, d] = state;
        for (std::size_t i = 0; i < kSines.size(); ++i) {
            std::uint32_t mixed = 0;
            std::size_t word = 0;
            switch (i / 16) {
                case 0:
                    mixed = (b & c) | (~b & d);
                    word = i;
                    break;
                case 1:
                    mixed = (d & b) | (~d & c);
                    word = (5 * i + 1) % 16;
                    break;
                case 2:
                    mixed = b ^ c ^ d;
                    word = (3 * i + 5) % 16;
                    break;
                default:
                    mixed = c ^ (b | ~d);
                    word = 7 * i % 16;
                    break;
            }
            mixed += a + kSines[i] + word_at<std::uint32_t>(&text[at + 4 * word], false);
            a = d;
            d = c;
            c = b;
            b += std::rotl(mixed, kTurns[i / 16][i % 4]);
        }
        state = {state[0] + a, state[1] + b, state[2] + c, state[3] + d};
    }
    std::string out;
    for (const std::uint32_t word : state) {
        append_word(out, word, false);
    }
    return out;
}

std::string sha1(std::string_view bytes) {
    constexpr std::size_t kBlock = 64;
    constexpr std::array<std::uint32_t, 4> kRounds = {0x5a827999, 0x6ed9eba1, 0x8f1bbcdc,
                                                      0xca62c1d6};
    std::array<std::uint32_t, 5> state = kFirstState;
    const std::string text = padded(bytes, kBlock, true);
    for (std::size_t at = 0; at < text.size(); at += kBlock) {
        std::array<std::uint32_t, 80> words{};
        auto [a, b, c, d, e] = state;
        for (std::size_t i = 0; i < words.size(); ++i) {
            words[i] =
                i < 16 ? word_at<std::uint32_t>(&text[at + 4 * i], true)
                       : std::rotl(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
            const std::size_t round = i / 20;
            const std::uint32_t mixed = round == 0   ? (b & c) | (~b & d)
                                        : round == 2 ? (b & c) | (b & d) | (c & d)
                                                     : b ^ c ^ d;
            const std::uint32_t next = std::rotl(a, 5) + mixed + e + kRounds[round] + words[i];
            e = d;
            d = c;
            c = std::rotl(b, 30);
            b = a;
            a = next;
        }
        state = {state[0] + a, state[1] + b, state[2] + c, state[3] + d, state[4] + e};
    }
    std::string out;
    for (const std::uint32_t word : state) {
        append_word(out, word, true);
    }
    return out;
}

/// FIPS 180-4, 4.1.2 and 4.1.3: how far each mixing function turns; the last of the small ones is a
/// shift.
struct Turns {
    std::array<int, 3> big_first, big_second, small_first, small_second;
};
constexpr Turns kTurns256 = {{2, 13, 22}, {6, 11, 25}, {7, 18, 3}, {17, 19, 10}};
constexpr Turns kTurns512 = {{28, 34, 39}, {14, 18, 41}, {1, 8, 7}, {19, 61, 6}};

template <typename Word>
Word big_mix(Word word, const std::array<int, 3>& turns) {
    return std::rotr(word, turns[0]) ^ std::rotr(word, turns[1]) ^ std::rotr(word, turns[2]);
}
template <typename Word>
Word small_mix(Word word, const std::array<int, 3>& turns) {
    return std::rotr(word, turns[0]) ^ std::rotr(word, turns[1]) ^ (word >> turns[2]);
}

template <typename Word, std::size_t kRounds>
std::string sha2(std::string_view bytes, const std::array<std::uint64_t, 8>& first,
                 const Turns& turns, std::size_t words_of_result) {
    constexpr std::size_t kBlock = 16 * sizeof(Word);
    constexpr int kUnused = 64 - 8 * static_cast<int>(sizeof(Word));  // bits of a constant
    std::array<Word, 8> state{};
    for (std::size_t i = 0; i < state.size(); ++i) {
        state[i] = static_cast<Word>(first[i] >> kUnused);
    }
    const std::string text = padded(bytes, kBlock, true);
    for (std::size_t at = 0; at < text.size(); at += kBlock) {
        std::array<Word, kRounds> words{};
        auto [a, b, c, d, e, f, g, h] = state;
        for (std::size_t i = 0; i < kRounds; ++i) {
            words[i] = i < 16 ? word_at<Word>(&text[at + sizeof(Word) * i], true)
                              : small_mix(words[i - 2], turns.small_second) + words[i - 7] +
                                    small_mix(words[i - 15], turns.small_first) + words[i - 16];
            const Word one = h + big_mix(e, turns.big_second) + ((e & f) ^ (~e & g)) +
                             static_cast<Word>(kCubeRoots[i] >> kUnused) + words[i];
            const Word two = big_mix(a, turns.big_first) + ((a & b) ^ (a & c) ^ (b & c));
            h = g;
            g = f;
            f = e;
            e = d + one;
            d = c;
            c = b;
            b = a;
            a = one + two;
        }
        state = {state[0] + a, state[1] + b, state[2] + c, state[3] + d,
                 state[4] + e, state[5] + f, state[6] + g, state[7] + h};
    }
    std::string out;
    for (std::size_t i = 0; i < words_of_result; ++i) {
        append_word(out, state[i], true);
    }
    return out;
}

}  // namespace

std::optional<std::string> digest(std::string_view algorithm, std::string_view bytes) {
    if (algorithm == "MD5") {
        return md5(bytes);
    }
    if (algorithm == "SHA-1") {
        return sha1(bytes);
    }
    if (algorithm == "SHA-256") {
        return sha2<std::uint32_t, 64>(bytes, kSquareRoots, kTurns256, 8);
    }
    if (algorithm == "SHA-384") {
        return sha2<std::uint64_t, 80>(bytes, kNextSquareRoots, kTurns512, 6);
    }
    if (algorithm == "SHA-512") {
        return sha2<std::uint64_t, 80>(bytes, kSquareRoots, kTurns512, 8);
    }
    return std::nullopt;
}

}  // namespace lotse
