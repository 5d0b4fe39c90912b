// SPDX-License-Identifier: EUPL-1.2
/// Every bound of the program, with its reason. A bound that is reached is an error that says so,
/// never a silent cut.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace lotse::limits {

inline constexpr std::size_t kKiB = 1024, kMiB = 1024 * kKiB;

// --- Answers -------------------------------------------------------------------------------------
/// A page of free text; the largest intake with 6 qualifications and 8 jobs then fits the largest
/// envelope.
inline constexpr std::size_t kLongestAnswerBytes = 4000;
/// One line of text: names, titles, places.
inline constexpr std::size_t kLongestLineBytes = 400;
/// Digits of one number: more than any count, year or percentage a person knows, and exact as a
/// double.
inline constexpr std::size_t kLongestNumberAnswerBytes = 15;

// --- Courier, desk, queue service ----------------------------------------------------------------
/// Largest JSON request a desk sends (log-in, action).
inline constexpr std::size_t kLargestRequestJsonBytes = 8 * kKiB;
/// Called clients that a desk names when it calls the next one, the latest: an account has a few,
/// and they fit into such a request.
inline constexpr std::size_t kMostKnownCalls = 100;
/// Largest JSON reply that is read: a hundred times a page of the queue.
inline constexpr std::size_t kLargestReplyBytes = 8 * kMiB;
/// Request line and fields: three times what our programs and a proxy in front of them send.
inline constexpr std::size_t kLargestHttpHeaderBytes = 8 * kKiB;
/// What a connection is read through: the largest header and the first piece of a body.
inline constexpr std::size_t kReadBufferBytes = 2 * kLargestHttpHeaderBytes;
/// Who sends nothing for this long after a refusal has had time to read it.
inline constexpr std::chrono::seconds kSilenceAfterRefusal{2};
inline constexpr std::size_t kLongestAccountBytes = 64;
/// A client that is silent for longer in handshake or header holds a place that others need.
inline constexpr std::chrono::seconds kHandshakeTimeout{10};
inline constexpr std::chrono::seconds kHeaderTimeout{10};
/// The largest envelope in 30 s is 18 kbit/s, slower than any line a centre has.
inline constexpr std::chrono::seconds kBodyTimeout{30};
inline constexpr std::chrono::seconds kReplyTimeout{30};
/// A new connection may take the place of one that has rested this long; before that one may be in
/// the middle of its hand-shake.
inline constexpr std::chrono::seconds kRestBeforeGivingWay{1};
/// Connections on which nobody was heard yet: sixty-four terminals of one address that come back at
/// once after an outage, and their desks; several such sites of one network.
inline constexpr std::size_t kStrangersOfAHost = 96;
inline constexpr std::size_t kStrangersOfABlock = 192;
/// A person has a stream and some requests under way on at most two desks; a terminal's programs
/// use two.
inline constexpr std::size_t kConnectionsOfAnAccount = 12;
inline constexpr std::size_t kConnectionsOfATerminal = 4;
/// New connections, at once and lastingly: the hand-shakes of one address take a tenth of one
/// processor (2 ms each).
inline constexpr int kNewConnectionsOfAHost = 240;
inline constexpr int kNewConnectionsOfAHostAMinute = 1200;
inline constexpr int kNewConnectionsOfABlock = 480;
inline constexpr int kNewConnectionsOfABlockAMinute = 3600;
/// Requests without a session: log-ins, health, what is nonsense. A site's desks begin at once.
inline constexpr int kRequestsOfAHost = 600;
inline constexpr int kRequestsOfAHostAMinute = 600;
inline constexpr int kRequestsOfABlock = 1200;
inline constexpr int kRequestsOfABlockAMinute = 2400;
/// Of a session; a desk that reads names for a search asks for all who wait.
inline constexpr int kRequestsOfAnAccount = 2500;
inline constexpr int kRequestsOfAnAccountAMinute = 3000;
/// In a terminal's name, and not signed by it: at once, and each minute.
inline constexpr int kBadSignaturesOfAHost = 30;
/// Streams of changes: a desk has one, and an old one whose line broke unseen. The oldest ends.
inline constexpr std::size_t kStreamsOfASession = 2;
inline constexpr std::size_t kStreamsOfAnAccount = 8;
/// How long an open connection may wait for its next request.
inline constexpr std::chrono::seconds kKeepAliveTimeout{60};
/// In-flight requests get this long to finish after SIGTERM.
inline constexpr std::chrono::seconds kDrainTimeout{5};
/// Proxies cut connections that are silent for 30 s and more.
inline constexpr std::chrono::seconds kHeartbeat{15};
/// Jobs that wait for the writer thread, by who waits (service/store_thread.h); beyond it 503.
/// Desks wait for one answer at a time, so that they need no more; intakes come in together and are
/// committed together, a second's worth.
inline constexpr std::size_t kDeskJobs = 512;
inline constexpr std::size_t kTerminalJobs = 2048;
inline constexpr std::size_t kStrangerJobs = 256;
inline constexpr std::size_t kUpkeepJobs = 64;
/// Entries of the queue in one answer: five milliseconds of the writer thread, then others get
/// their turn; a desk takes page after page. The bound of pages holds 100,000 open entries twice.
inline constexpr std::size_t kQueuePage = 500;
inline constexpr int kMostQueuePages = 400;
/// A desk asks for what changed; after so many answers for the whole list again, so that whatever
/// went wrong between them does not last.
inline constexpr int kListingsOfChanges = 100;
/// Inner hashes of the audit log in one answer: five milliseconds of the writer thread again; the
/// bound of pages holds a year of a large centre.
inline constexpr std::size_t kAuditPage = 2000;
inline constexpr int kMostAuditPages = 500;
/// A desk looks this often whether the audit log only grew.
inline constexpr std::chrono::minutes kAuditLookedAt{60};
/// Heads of the audit log that a desk keeps, one a day: what was changed in that time is found.
inline constexpr std::size_t kAuditHeadsKept = 35;
/// Who signs a head says less than a screen of text.
inline constexpr std::size_t kLargestSignedHeadBytes = 2048;
/// A register of keys is signed anew by whoever may, this long after the last; staff are told when
/// nobody did: then the service may be holding back newer ones.
inline constexpr std::chrono::days kRegisterRenewed{30};
inline constexpr std::chrono::days kRegisterTooOld{45};
/// Of what is erased soon, in one answer; the rest is counted.
inline constexpr std::size_t kDueListed = 200;
/// Free space at the queue's database below which no intake is taken: terminals keep them, and
/// staff go on with what is there.
inline constexpr std::uint64_t kQueueReserveBytes = 256 * kMiB;
/// A number of a damaged entry that is shown as it stands: three letters and eight digits.
inline constexpr std::size_t kLongestShownNumberBytes = 11;
/// Whoever asks whether the service is ready gets the result of a write that is not older.
inline constexpr std::chrono::seconds kProbeAfter{5};
/// A nightly backup that is this old did not come about.
inline constexpr std::chrono::hours kBackupDue{26};
/// What retention erases is listed this long before.
inline constexpr std::chrono::days kToldBeforeErasure{14};
/// One group commit: bounds the time between two commits and the memory of a batch (17 MiB).
inline constexpr std::size_t kGroupCommitLength = 256;
/// ASVS 5.0 6.3.1: slow guessing down, never lock a person out for good.
inline constexpr int kFreeLogInFailures = 5;
inline constexpr std::chrono::seconds kLongestLogInDelay{15 * 60};
/// The same for one network address that tries many names; a centre's desks may share one.
inline constexpr int kFreeLogInFailuresPerPeer = 30;
/// Questions before a log-in (whose salt?) from one network address: a large centre whose desks
/// share one begins its day at once; then one a second, so that nobody walks through a list of
/// names.
inline constexpr int kLogInQuestionsPerPeer = 600;
inline constexpr int kLogInQuestionsPerPeerAMinute = 60;
/// Names and addresses whose failures are remembered; the least recently failed is forgotten first.
inline constexpr std::size_t kLogInMemory = 10'000;
/// A desk locks itself long before: this ends what was forgotten, and what was stolen.
inline constexpr std::chrono::seconds kSessionIdle{130 * 60};
inline constexpr std::chrono::seconds kSessionAbsolute{10 * 60 * 60};
/// Sessions of one account (desk, second desk, a forgotten one); the oldest ends first.
inline constexpr std::size_t kSessionsPerAccount = 8;
/// What a password may cost at a desk (Argon2id): more stops it for ten seconds, or takes all its
/// memory; less than the least is no Argon2id any more. What a desk accepts without a setting:
/// core/staff.h.
inline constexpr std::uint32_t kMostLogInPasses = 10;
inline constexpr std::uint32_t kMostLogInMemoryKib = 1024 * 1024;
inline constexpr std::uint32_t kLeastLogInMemoryKib = 8;
/// A code on a slip: long enough to be handed over, too short to be forgotten in a drawer.
inline constexpr std::chrono::days kInvitation{7};
/// A revoked terminal is refused after at most this long: its key is read from the store again.
inline constexpr std::chrono::seconds kTerminalKeyMemory{5};
/// The service's wish when it is busy.
inline constexpr std::chrono::seconds kBusyRetryAfter{2};
inline constexpr std::chrono::seconds kConnectTimeout{10};
inline constexpr std::chrono::seconds kTransferTimeout{30};
/// Below 100 bytes a second for this long, a connection counts as dead.
inline constexpr std::chrono::seconds kLowSpeedTimeout{15};
/// How long a desk's request that nobody waits for may hold up what somebody does: a service that
/// is well answers in less, and no one notices a second. The other: somebody asked for it and left.
inline constexpr std::chrono::milliseconds kUnawaitedRequestPatience{1000};
inline constexpr std::chrono::milliseconds kLeftRequestPatience{5000};
/// After an error of the outbox: long enough not to wear the disk, short enough for staff to see it
/// mend.
inline constexpr std::chrono::seconds kOutboxErrorPause{5};
/// One line of an event stream; ours have under 200 bytes.
inline constexpr std::size_t kLongestEventLineBytes = 4096;
/// The desk's stream of changes: first and longest pause before it connects again.
inline constexpr std::chrono::milliseconds kFirstReconnectPause{500};
inline constexpr std::chrono::milliseconds kLongestReconnectPause{30'000};

/// Nobody touched a desk: the screen is covered (a client may sit beside it), the work is kept.
/// kiosk.toml may say otherwise, between a minute and an hour.
inline constexpr std::chrono::seconds kDeskLock{10 * 60};
inline constexpr std::chrono::seconds kShortestDeskLock{60};
inline constexpr std::chrono::seconds kLongestDeskLock{60 * 60};
/// Long enough to reach for the mouse in the middle of a sentence (WCAG 2.2.1: at least 20 s).
inline constexpr std::chrono::seconds kDeskLockWarning{30};
/// A locked desk keeps its clients for this long: a lunch break, a meeting. Then it logs out and
/// leaves them to colleagues.
inline constexpr std::chrono::seconds kDeskLogOut{2 * 60 * 60};
/// Who presses "next" again so soon after a client was called means that client: the second half of
/// a double click, or somebody who has not seen yet that it worked.
inline constexpr std::chrono::milliseconds kCallPause{800};
/// Wrong passwords at a locked desk that cost nothing; each further one doubles the wait.
inline constexpr int kFreeUnlockFailures = 5;
/// While changes are not told as they happen, the desk asks for them this often.
inline constexpr std::chrono::seconds kListWithoutStream{15};

// --- The intake's way: envelope, outbox, queue ---------------------------------------------------
/// Names of centres, terminals and questionnaires: short enough for a URL and a slip.
inline constexpr std::size_t kLongestNameBytes = 64;
/// A queue number is called aloud and shown in large type.
inline constexpr std::size_t kLongestNumberBytes = 16;
/// Of one centre, blocked ones too: a network of large centres has a few dozen. And its keys: a
/// version a month for ten years.
inline constexpr std::size_t kMostRegisteredTerminals = 500, kMostRegisteredKeys = 200;
/// What a desk notes of what was not genuine: three thousand lines; then the older half goes.
inline constexpr std::size_t kLargestAlarmLogBytes = 256 * kKiB;
/// A signed register of that many, with names of full length.
inline constexpr std::size_t kLargestRegisterBytes = 256 * kKiB;
/// RFC 5646, 4.4.1: 35 characters hold every tag without private subtags.
inline constexpr std::size_t kLongestLanguageTagBytes = 35;
/// "Bosnisch / Kroatisch / Serbisch (sr-Latn)" has 42; longer headings name no language.
inline constexpr std::size_t kLongestLanguageNameBytes = 200;
/// Centre key, its successor during a change of keys, recovery key, and one to spare.
inline constexpr std::size_t kMostRecipients = 4;
/// The largest payload class, 64 KiB less its length field: a number of steps hides the length of
/// the answers.
inline constexpr std::size_t kLargestPayloadBytes = 65536 - 4;
/// The largest payload class with the largest header, all recipient slots, tag and signature:
/// 66,500 rounded up.
inline constexpr std::size_t kLargestEnvelopeBytes = 66 * kKiB;
/// First pause after a failed attempt; doubles up to the longest.
inline constexpr std::chrono::milliseconds kFirstRetryDelay{2'000};
/// A client may wait in the room for the desk to see the intake, so never much longer than the walk
/// from the terminal.
inline constexpr std::chrono::milliseconds kLongestRetryDelay{60'000};
/// What a service may ask for in Retry-After: a mistaken day must not keep intakes from the desk
/// for a day.
inline constexpr std::chrono::milliseconds kLongestRetryAfter{600'000};
/// A reason from the service is shown in the staff menu: a few lines.
inline constexpr std::size_t kLongestReasonBytes = 400;
/// A desk that died frees its client after this; a living desk renews every minute.
inline constexpr std::chrono::seconds kClaimLease{300};
/// Whoever speaks a client's language calls them before others who came earlier, but not past
/// somebody who has waited so much longer.
inline constexpr std::chrono::minutes kLanguagePatience{20};
/// Languages of one counsellor.
inline constexpr std::size_t kMostDeskLanguages = 20;
/// Free space below which no client begins: the largest intake needs 0.3 MB with its journal; the
/// rest is for the log.
inline constexpr std::uint64_t kOutboxReserveBytes = 64 * kMiB;
/// How long a terminal keeps what arrived: a centre that lost its database has a backup of the last
/// night, or of the Friday before a long weekend.
inline constexpr std::chrono::days kCopiesKept{7};
inline constexpr std::chrono::days kLongestCopiesKept{30};
/// Copies beside which a terminal keeps no more, the oldest go: 140 clients a day for a week, and
/// 66 MB at the largest.
inline constexpr int kMostCopies = 1000;
/// Intakes named in one answer to a report, and of those that the centre deleted in one report;
/// more come with the next.
inline constexpr std::size_t kMostIdsAtOnce = 200;
/// Reports one after the other while the service has more to tell: a terminal's copies come in five
/// times, then others wait no longer.
inline constexpr int kMostReportsAtOnce = 10;
/// A report with as many copies as there may be, each named by 32 digits.
inline constexpr std::size_t kLargestReportBytes = 64 * kKiB;
/// What an alarm is of: a terminal's name, a day and a number.
inline constexpr std::size_t kLongestAlarmObjectBytes = 200;
/// Numbers that a terminal leaves out in a day because the service says that they were given: who
/// controls it cannot bring the queue to a number that nobody can call.
inline constexpr int kMostNumbersLeftOut = 1000;
/// Reports that a copy counts on by when it hears of another: the other then hears of it.
inline constexpr std::int64_t kReportsSkipped = 1000;
/// Copies of an outbox that can give numbers side by side without one twice.
inline constexpr std::int64_t kMostCopiesApart = 4;
/// A copy that was not heard of for so long is not there any more; a night is shorter.
inline constexpr std::chrono::hours kCopyForgotten{36};
/// More than a terminal gives in a day, what it skipped after damage included.
inline constexpr std::size_t kMostNumbersADay = 5000;
/// A number that arrived is told to desks on its day; the second is for a night and a wrong clock.
inline constexpr std::chrono::days kArrivalRemembered{2};
/// What the centre deleted must not come back with a backup of before: the oldest that is kept has
/// 35 days.
inline constexpr std::chrono::days kDeletionRemembered{60};
/// Above the highest number known, when a damaged outbox lost its counter: more than a terminal
/// gives out in a day.
inline constexpr int kNumbersSkippedAfterDamage = 500;
/// That an intake was withdrawn or erased is known for longer than any backup or kept copy of it
/// lies somewhere.
inline constexpr std::chrono::days kTombstonesKept{400};
/// What nobody closes is erased too: not while somebody may still be away or ill, and not kept for
/// ever. What a centre may choose, and what holds if it does not.
inline constexpr std::chrono::days kOpenKept{90};
inline constexpr std::chrono::days kShortestOpenKept{30};
inline constexpr std::chrono::days kLongestOpenKept{365};
/// A megabyte, one or two milliseconds: between two pieces of a backup requests are answered.
inline constexpr int kPagesCopiedAtOnce = 256;
/// Backups of the queue: what is withdrawn stands nowhere five weeks later, and whoever notices
/// only after a month that something is wrong finds one from before.
inline constexpr std::chrono::days kBackupsKept{35};
/// A request to a service that runs: a word and a path.
inline constexpr std::size_t kLongestControlLineBytes = 8 * kKiB;
/// A backup's own account of itself: a dozen lines.
inline constexpr std::size_t kLargestManifestBytes = 16 * kKiB;
/// Intakes that a terminal asks after at once: those of several days.
inline constexpr std::size_t kMostHoldings = 200;
/// Rows tried one by one in a damaged outbox: 20 years of 50 intakes a day.
inline constexpr std::int64_t kMostRowsSalvaged = 400'000;

// --- Questionnaire definitions and expressions ---------------------------------------------------
/// Several screens of text: nobody can review more, and parsing stays far below a millisecond.
inline constexpr std::size_t kLongestExpressionBytes = 4000;
/// Nesting of brackets and calls: recursion then needs some 50 kB of stack.
inline constexpr int kDeepestExpression = 64;
/// Height of the tree, which a long chain of operators also makes: room for a comparison with each
/// of 100 countries.
inline constexpr int kTallestExpression = 128;
/// Questions whose relevance or value hangs on the next one: evaluation recurses through them, some
/// 100 kB of stack each at worst.
inline constexpr int kLongestDependencyChain = 32;
/// What a function may make: a whole answer many times over, yet calculations that double each
/// other stop early.
inline constexpr std::size_t kLongestExpressionValueBytes = 64 * kKiB;
/// Pattern of `regex` and the states it is unrolled into (`{n,m}`): 4 kB of answer × 1,000 states
/// takes some milliseconds.
inline constexpr std::size_t kLongestPatternBytes = 500;
inline constexpr std::size_t kMostPatternStates = 1000;
/// A line of the tool that evaluates expressions: the longest expression with the longest values
/// many times over.
inline constexpr std::size_t kLongestExpressionCaseBytes = kMiB;
/// A definition file: many times the complete intake, so that only a wrong file is refused.
inline constexpr std::size_t kLargestQuestionnaireBytes = 2 * kMiB;
inline constexpr std::size_t kMostQuestions = 1000;
/// USB HID usage tables, page 7: below are error codes, above is nothing.
inline constexpr int kLowestKeyUsage = 4;
inline constexpr int kHighestKeyUsage = 231;
/// The shipped table has 479 rows in 140 KB; ESCO has three thousand.
inline constexpr std::size_t kMostOccupations = 5000;
inline constexpr std::size_t kLargestOccupationTableBytes = 4 * kMiB;
inline constexpr std::size_t kLongestOccupationIdBytes = 60;
/// A tile's words: two lines at the narrowest.
inline constexpr std::size_t kLongestOccupationLabel = 28;
/// A language's names of them; of one of ESCO's files, 30 MB with its descriptions.
inline constexpr std::size_t kLargestOccupationNamesBytes = 4 * kMiB;
inline constexpr std::size_t kLargestEscoFileBytes = 64 * kMiB;
/// Texts of a language folder: the shipped ones have under a thousand.
inline constexpr int kMostTexts = 20'000;
/// A file of a language folder: many times the complete texts of one questionnaire.
inline constexpr std::size_t kLargestLanguageFileBytes = 4 * kMiB;
/// Section, page, plain groups: deeper nesting is an authoring mistake.
inline constexpr int kDeepestGroup = 8;
/// Instances of a repeat that a person could fill in at a terminal.
inline constexpr int kMostRepeats = 50;

/// Ticked boxes of one question; more than any list of the shipped questionnaires has.
inline constexpr std::size_t kMostChoices = 64;

/// Long enough to read a greeting and its line aloud twice; shorter would draw the eye.
inline constexpr std::chrono::seconds kGreetingShown{6};
/// A touch stops the greetings (WCAG 2.2.2): whoever stands there reads in peace; then the next
/// person is greeted.
inline constexpr std::chrono::seconds kGreetingHeld{60};

/// A client who does nothing is asked after a time that grows with what there is to read: never
/// sooner than somebody turns round for a paper, never later than a queue forgives.
inline constexpr std::chrono::seconds kSoonestWarning{75};
inline constexpr std::chrono::seconds kLatestWarning{300};
/// Beside reading: whoever types into a keyboard looks for the letters.
inline constexpr std::chrono::seconds kIdleForKeys{60};
/// So often somebody asks for more time before every later wait is twice as long.
inline constexpr int kAsksForTime = 2;
/// Nobody calls a number that is still being told about: after this the intake is sent.
inline constexpr std::chrono::minutes kLongestTelling{20};
/// So long before that it is said: enough to finish a sentence.
inline constexpr std::chrono::minutes kTellingEndSaid{2};

/// So long after a call for help nobody has to touch anything: somebody is on the way, or the
/// client is the one who walks slowly. Longer would leave answers open to the next passer-by.
inline constexpr std::chrono::seconds kIdleAfterHelpCall{180};
/// How soon a terminal that could not store asks its disk again.
inline constexpr std::chrono::seconds kReadinessRetry{20};

// --- Spreadsheets --------------------------------------------------------------------------------
/// An .xlsx file: our largest questionnaire in 18 languages has 0.2 MB.
inline constexpr std::size_t kLargestSpreadsheetBytes = 16 * kMiB;
/// All parts unpacked; spreadsheets shrink to a tenth, zip bombs to a thousandth.
inline constexpr std::size_t kLargestUnpackedSpreadsheetBytes = 64 * kMiB;
/// Entries of the zip file: sheets, styles, pictures.
inline constexpr std::size_t kMostSpreadsheetParts = 2000;
/// `<` and `=` of one part, each a node or an attribute of some 50 bytes: 300 MB at worst; a cell
/// has up to seven.
inline constexpr std::size_t kMostSpreadsheetMarks = 6'000'000;
inline constexpr std::size_t kMostSheets = 100;
/// Cells of a file, the empty ones before the last of each row included: 18 languages × 3,000
/// texts, ten times over.
inline constexpr std::size_t kMostSpreadsheetCells = 600'000;
/// Rows up to the last that holds something.
inline constexpr std::size_t kMostSpreadsheetRows = 100'000;
/// Columns that hold something: 1,000 are 50 languages with 20 columns each.
inline constexpr std::size_t kMostSpreadsheetColumns = 1000;
/// What Excel can hold in one cell, in UTF-16 units; more bytes are refused on writing.
inline constexpr std::size_t kLongestCellBytes = 32'767;
/// Things a person is told about one imported file; the rest is counted.
inline constexpr std::size_t kMostFindings = 2000;

// --- Configurations ------------------------------------------------------------------------------
/// A signed bundle: texts of 50 languages and two questionnaires in 3 MB, the rest for logos and
/// added languages.
inline constexpr std::size_t kLargestBundleBytes = 16 * kMiB;
/// What is read and thrown away after a refusal, so that the other side reads the answer before the
/// line is cut: a refused request costs the service no more bytes than the largest it takes.
inline constexpr std::size_t kMostDiscardedBytes = kLargestBundleBytes + kReadBufferBytes;
/// One text of an interface, pattern included: the longest shipped one, the privacy notice, has
/// under 8 KB.
inline constexpr std::size_t kLongestTextBytes = 64 * kKiB;
/// Institution, funding line, opening hours: what fits on the start screen.
inline constexpr std::size_t kLongestBrandingBytes = 1000;
/// A drawing of some hundred strokes; the largest shipped pictogram has 2 kB.
inline constexpr std::size_t kLargestLogoBytes = 256 * kKiB;
inline constexpr std::size_t kMostLogos = 8;
inline constexpr std::size_t kMostLanguages = 200;
inline constexpr std::size_t kMostQuestionnaires = 50;
/// Versions kept to look back and to publish again; older ones go, never one that a terminal may
/// still need.
inline constexpr std::int64_t kConfigurationsKept = 100;
/// A terminal asks this often; a change then reaches the room within the time of a short talk.
inline constexpr std::chrono::seconds kConfigurationInterval{60};
/// A report whose time is further off is refused with the service's time: a replayed one cannot
/// hide what a terminal runs.
inline constexpr std::chrono::seconds kOldestReport{300};
/// A terminal says again that somebody waits for help there, and hears whether staff are done.
inline constexpr std::chrono::seconds kHelpCallRepeated{10};
/// Of a terminal that says nothing for so long nobody believes any more that somebody waits there.
/// Longer than a line that breaks, shorter than a way to a terminal that was switched off is worth.
inline constexpr std::chrono::seconds kHelpCallSilent{180};
/// Longer nobody waits in front of a terminal: what is said beyond is not believed.
inline constexpr std::chrono::seconds kLongestHelpCall{4 * 60 * 60};
/// Whoever calls for help looks at the screen until it is known whether anybody hears.
inline constexpr std::chrono::seconds kHelpCallPatience{5};
/// A call for help and its signature.
inline constexpr std::size_t kLargestHelpCallBytes = 2 * kKiB;
/// How long a terminal that could not start says so before the next start: long enough to be read,
/// and whoever mends it does not wait long.
inline constexpr std::chrono::seconds kOutOfOrderShown{60};
/// A start that stood this long is a good one.
inline constexpr std::chrono::seconds kConfigurationProof{5};
/// A power cut or a kill within those seconds is not the configuration's fault: it is tried twice.
inline constexpr int kConfigurationTries = 2;

// --- Exchange of texts ---------------------------------------------------------------------------
/// A file that translators hand back: German, translation and notes of 20,000 texts of 400 bytes.
inline constexpr std::size_t kLargestTranslationBytes = 16 * kMiB;

// --- Staff entry at the terminal -----------------------------------------------------------------
inline constexpr std::size_t kLongestPin = 12;
/// Wrong PINs without a delay; from then on each doubles the wait, so that 10^6 PINs cannot be
/// tried in a day.
inline constexpr int kFreePinFailures = 3;
inline constexpr std::chrono::seconds kFirstPinDelay{5};
inline constexpr std::chrono::seconds kLongestPinDelay{900};
inline constexpr std::chrono::seconds kStaffPinIdle{30};
inline constexpr std::chrono::seconds kStaffMenuIdle{120};

// --- Touch and keys ------------------------------------------------------------------------------
/// Touches, moves and keys that wait for their frame: ten seconds of two thumbs; a child's drumming
/// beyond is ignored.
inline constexpr std::size_t kMostPendingInputs = 512;

/// How long a press may be refused after its target came up: a person who sees nothing happen for
/// longer presses again.
inline constexpr std::chrono::milliseconds kLongestPressDelay{1000};

// --- Waiting -------------------------------------------------------------------------------------
/// Jobs of a terminal that each count (an intake to be stored, a held one to be sent again) and
/// wait behind a disk that hangs. Each is asked for by a tap, and whoever taps on is told that it
/// was not done.
inline constexpr std::size_t kTerminalQueueLength = 16;
/// The same of a desk whose service hangs: a person has one action under way at a time.
inline constexpr std::size_t kDeskQueueLength = 16;
/// While a deadline is due somewhen, the terminal and the desk look at the clock at least this
/// often: the system's waits stand still while the machine sleeps, and a client's answers must not
/// stay on the screen for another idle time after it woke up.
inline constexpr std::chrono::seconds kLongestWait{5};

// --- Dates ---------------------------------------------------------------------------------------
/// A year outside is refused: nobody's birth, diploma or appointment lies there, and ICU's Islamic
/// tables end near it.
inline constexpr int kFirstGregorianYear = 1850;
inline constexpr int kLastGregorianYear = 2150;

// --- Settings ------------------------------------------------------------------------------------
/// kiosk.toml, queue.toml, an enrolment: a hundred times what they need.
inline constexpr std::size_t kLargestSettingsBytes = 256 * kKiB;

// --- Set-up --------------------------------------------------------------------------------------
/// A line typed into the set-up: paths and addresses are shorter; a QR code's text comes by another
/// way.
inline constexpr std::size_t kLongestSetupLineBytes = 4096;
/// The text of a terminal's file: an authority of a public kind with its chain has 4 KB, the rest
/// under 1 KB.
inline constexpr std::size_t kLargestTerminalFileBytes = 32 * kKiB;
/// A certificate file that somebody hands in: leaf and chain, ten times over.
inline constexpr std::size_t kLargestCertificateBytes = 64 * kKiB;
/// Accounts and terminals made in one set-up: each account takes two seconds; more come later, one
/// by one.
inline constexpr std::size_t kMostFirstAccounts = 20;
inline constexpr std::size_t kMostFirstTerminals = 26;
/// RFC 1035, 2.3.4: a host name and one of its labels.
inline constexpr std::size_t kLongestHostBytes = 253;
inline constexpr std::size_t kLongestHostLabelBytes = 63;
/// Old certificates are replaced this long before they end: a centre that is shut for four weeks
/// opens with a good one.
inline constexpr std::chrono::days kRenewCertificateBefore{30};

// --- Automation ----------------------------------------------------------------------------------
/// The longest request types one answer.
inline constexpr std::size_t kLongestAutomationLine = 64 * kKiB;

// --- Admin ---------------------------------------------------------------------------------------
/// Edits that can be taken back: an afternoon of small corrections.
inline constexpr std::size_t kMostUndoSteps = 200;
/// A text or setting typed by an admin: the longest shipped text has 1.5 kB.
inline constexpr std::size_t kLongestAdminTextBytes = 8000;
/// Below, a slow reader is thrown out; above, the next client finds the answers of the one before.
inline constexpr std::chrono::seconds kShortestIdle{30};
inline constexpr std::chrono::seconds kLongestIdle{600};
inline constexpr std::chrono::seconds kShortestNumberShown{10};
inline constexpr std::chrono::seconds kLongestNumberShown{300};
/// Below, keyboard and question do not fit on one screen; the smallest panels that are sold for
/// kiosks have as much.
inline constexpr int kLeastScreenLongerPx = 800;
inline constexpr int kLeastScreenShorterPx = 480;
/// A window's side: below, no screen is large enough; above, no panel is.
inline constexpr int kMostScreenPx = 7680;
/// Of a panel: on less, targets of 15 mm leave no room for words.
inline constexpr double kSmallestDiagonalInch = 7;
/// Every screen is laid out without overflow between these.
inline constexpr double kSmallestTextScale = 0.9;
inline constexpr double kLargestTextScale = 1.3;
/// A day for corrections; a year is the longest that the privacy notice promises.
inline constexpr std::chrono::days kShortestRetention{1};
inline constexpr std::chrono::days kLongestRetention{365};

// --- Names ---------------------------------------------------------------------------------------
/// What staff type to find an entry: three long names.
inline constexpr std::size_t kLongestSearchBytes = 200;
/// From here on a search is for a name: one letter may be the beginning of a number.
inline constexpr std::size_t kFewestNameLetters = 2;
/// Envelopes opened before other work of the desk gets its turn: some 0.1 s.
inline constexpr std::size_t kNamesReadAtOnce = 16;
/// Symbols of one word of a name's key, and of two words joined: the longest German double name has
/// 60 letters.
inline constexpr std::size_t kLongestNameKeyWord = 128;
/// Words of a name: family, given, own-script and former names of eight words each.
inline constexpr std::size_t kMostNameWords = 32;
/// What is folded of one name; the key of an answer of the largest size then still takes under a
/// millisecond.
inline constexpr std::size_t kLongestFoldedNameBytes = kLongestLineBytes;

// --- Voice ---------------------------------------------------------------------------------------
/// Letters of one request to the voice: a long paragraph; eSpeak NG takes half a minute for 3,000.
inline constexpr std::size_t kLongestSpokenPart = 600;
/// Parts of one utterance: the longest screen, the notice, has 40.
inline constexpr std::size_t kMostSpokenParts = 400;
/// A part is made in 17 ms at most; who has not begun by then hangs.
inline constexpr std::chrono::milliseconds kVoicePatience{2000};
/// The voice that fails so often in a minute is broken, not unlucky.
inline constexpr int kVoiceStartsAMinute = 3;
/// Sound that is made ahead: the longest screen takes minutes, and most are cut.
inline constexpr std::chrono::seconds kVoiceAhead{20};
/// "Repeat", pressed again so soon, is about the whole screen.
inline constexpr std::chrono::seconds kRepeatAgain{3};
/// What was said and no script has asked for yet: some long screens.
inline constexpr std::size_t kMostHeardParts = 2000;
/// A sound device that is not there is looked for again, but not for every word.
inline constexpr std::chrono::seconds kSoundRetry{5};
/// The number stays so long after it was said.
inline constexpr std::chrono::seconds kNumberAfterVoice{10};
/// Spoken forms and abbreviations of a language: as many as there are texts.
inline constexpr std::size_t kMostSpokenForms = 4000;
/// Clips of a language: its texts, numbers, letters and names are some 1,500.
inline constexpr std::size_t kMostClips = 5000;
/// One entry of their list has some 200 bytes.
inline constexpr std::size_t kLargestClipIndexBytes = 4 * kMiB;
/// The longest text is read in under a minute.
inline constexpr std::chrono::seconds kLongestClip{180};
/// That long with eight times the bits that we make.
inline constexpr std::size_t kLargestClipBytes = 4 * kMiB;
/// What somebody recorded: the longest clip at 48 kHz, 24 bits, two channels.
inline constexpr std::size_t kLargestRecordingBytes = 64 * kMiB;

// --- Calls and displays --------------------------------------------------------------------------
/// What stands on a door; a longer text is not read from six metres.
inline constexpr std::size_t kLongestRoomCharacters = 24;
/// Numbers that a display is told at once: more desks than a centre has.
inline constexpr std::size_t kMostCallsTold = 40;
/// Who did not come for so long and was not noted as missed was forgotten: a display does not begin
/// the day with the numbers of yesterday.
inline constexpr std::chrono::minutes kCallShown{30};
/// How often a display asks: nobody who is called waits longer than this to see it.
inline constexpr std::chrono::seconds kDisplayAsks{2};
/// Without a word of the service, until a display says that it knows nothing new: some questions
/// that failed, not one.
inline constexpr std::chrono::seconds kDisplaySilence{15};
/// Expected waits come from so many days: a fortnight has each weekday twice, and counsellors come
/// and go.
inline constexpr std::chrono::days kWaitsLearned{14};
/// Clients of those days that are looked at, the latest: 140 a day. And among how many entries of
/// all centres they are looked for.
inline constexpr std::size_t kMostVisits = 2000, kMostEntriesSearched = 20'000;
/// Fewer clients than this say nothing about the next one; more than the second belong to other
/// queues.
inline constexpr std::size_t kFewestWaits = 8, kMostWaitsCompared = 40;
/// Ranges told at once: eighteen languages of three questionnaires.
inline constexpr std::size_t kMostWaitsTold = 64;
/// A wait is computed anew after so long, and not said any more when it is this old.
inline constexpr std::chrono::seconds kWaitsRenewed{60};
inline constexpr std::chrono::minutes kWaitsHold{15};
/// A longer wait is no wait of that day.
inline constexpr int kLongestWaitMinutes = 24 * 60;
/// Numbers large enough for six metres, and smaller ones below.
inline constexpr std::size_t kCallsLarge = 3, kCallsSmall = 5;
/// A new number is lit for so long.
inline constexpr std::chrono::seconds kCallLit{10};
/// The longest that one call is said, in two languages; then the next one is, whatever the
/// loudspeaker does.
inline constexpr std::chrono::seconds kCallSaid{25};
/// A notice in one language, before it is shown in the next one.
inline constexpr std::chrono::seconds kDisplayNotice{8};

}  // namespace lotse::limits
