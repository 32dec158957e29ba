import { logLevels } from '../telemetry/logger.ts'
import { address, choice, decimal, flag, integer, type Setting, text } from './setting.ts'

/** Everything that can be set, in the order of the documentation. */
export const settings = {
  host: text(
    {
      env: 'KIUNGO_HOST',
      fallback: '127.0.0.1',
      about: 'Network interface to listen on.',
      trusts: 'Everyone who can reach this interface may try to call. Put TLS in front before opening it.',
    },
    { kind: 'a host name or IP address', pattern: /^[A-Za-z0-9.:-]{1,253}$/ },
  ),
  port: integer(
    { env: 'KIUNGO_PORT', fallback: 7400, about: 'Port to listen on; 0 takes any free one.', trusts: 'Nobody.' },
    0,
    65_535,
  ),
  publicUrl: address(
    {
      env: 'KIUNGO_PUBLIC_URL',
      fallback: '',
      about: 'Address under which others reach this node. Empty: http://<host>:<port>.',
      trusts: 'Whoever runs this name and its certificate: tokens are issued for it.',
    },
    ['http', 'https'],
  ),
  dataFolder: text(
    {
      env: 'KIUNGO_DATA_FOLDER',
      fallback: './data',
      about: 'Folder of the embedded database, the keys and the demo country.',
      trusts: 'Everyone who can read this folder: it holds personal data and signing keys.',
    },
    { kind: 'a folder', pattern: /^[^\0]+$/ },
  ),
  databaseUrl: address(
    {
      env: 'DATABASE_URL',
      fallback: '',
      about: 'PostgreSQL 15 or newer to use. Empty: the embedded one in the data folder.',
      trusts: 'The administrators of that server: they can read and change all that Kiungo keeps.',
    },
    ['postgresql', 'postgres'],
    true,
  ),
  country: text(
    {
      env: 'KIUNGO_COUNTRY',
      fallback: 'tumaini',
      about: 'Country pack: the folder under countries/ with law, vocabulary and geography.',
      trusts: 'The authors of the pack: it decides what the law allows.',
    },
    { kind: 'the name of a folder under countries/', pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/ },
  ),
  demo: flag({
    env: 'KIUNGO_DEMO',
    fallback: true,
    about: 'Starts the demo agencies and offers sign-in with a published password for each demo role.',
    trusts: 'Everyone who can reach the port: anyone may act in any role. Never with real data.',
  }),
  demoQuestionsPerMinute: integer(
    {
      env: 'KIUNGO_DEMO_QUESTIONS_PER_MINUTE',
      fallback: 12,
      about: 'How often the demo country’s programmes ask about its people by themselves; 0 is never.',
      trusts: 'Nobody.',
    },
    0,
    600,
  ),
  demoEventsPerMinute: integer(
    {
      env: 'KIUNGO_DEMO_EVENTS_PER_MINUTE',
      fallback: 6,
      about: 'How often something happens in the demo country by itself (a birth, a payment, a move); 0 is never.',
      trusts: 'Nobody.',
    },
    0,
    600,
  ),
  demoLinkage: flag({
    env: 'KIUNGO_DEMO_LINKAGE',
    fallback: true,
    about:
      'Links the demo country’s social registry once after the first start, so that stewards find a queue, and hands in rosters of its agencies besides the pension’s.',
    trusts: 'Nobody.',
  }),
  scale: decimal(
    {
      env: 'KIUNGO_SCALE',
      fallback: 1,
      about: 'Size of the demo country; 1 is 50,000 households.',
      trusts: 'Nobody.',
    },
    0.001,
    100,
  ),
  seed: integer(
    {
      env: 'KIUNGO_SEED',
      fallback: 1,
      about: 'Seed of the demo country: equal seeds make equal people.',
      trusts: 'Nobody.',
    },
    0,
    2_147_483_647,
  ),
  agenciesPort: integer(
    {
      env: 'KIUNGO_AGENCIES_PORT',
      fallback: 7410,
      about: 'First port of the demo agencies, which listen on this machine only; 0 takes free ones.',
      trusts: 'Every program on this machine.',
    },
    0,
    65_500,
  ),
  logLevel: choice(
    {
      env: 'KIUNGO_LOG_LEVEL',
      fallback: 'info',
      about: 'What is logged. No level logs personal data.',
      trusts: 'Readers of the log: they see who called when, not about whom.',
    },
    logLevels,
  ),
  bodyLimitBytes: integer(
    {
      env: 'KIUNGO_BODY_LIMIT_BYTES',
      fallback: 1_048_576,
      about: 'Largest body of a request.',
      trusts: 'Nobody.',
    },
    1024,
    104_857_600,
  ),
  requestTimeoutMs: integer(
    {
      env: 'KIUNGO_REQUEST_TIMEOUT_MS',
      fallback: 30_000,
      about: 'Longest time to receive and to answer one request.',
      trusts: 'Nobody.',
    },
    100,
    600_000,
  ),
  requestsInFlightLimit: integer(
    {
      env: 'KIUNGO_REQUESTS_IN_FLIGHT_LIMIT',
      fallback: 1000,
      about: 'Requests answered at the same time; more are turned away with 503.',
      trusts: 'Nobody.',
    },
    1,
    100_000,
  ),
  questionDeadlineMs: integer(
    {
      env: 'KIUNGO_QUESTION_DEADLINE_MS',
      fallback: 5000,
      about: 'Longest wait for the sources of one question; a later source is marked unavailable.',
      trusts: 'Nobody.',
    },
    100,
    120_000,
  ),
  tokenTtlSeconds: integer(
    {
      env: 'KIUNGO_TOKEN_TTL_SECONDS',
      fallback: 300,
      about: 'Life of an access token of a client.',
      trusts: 'Whoever holds a token, for this long after it leaked.',
    },
    60,
    86_400,
  ),
  sessionTtlMinutes: integer(
    {
      env: 'KIUNGO_SESSION_TTL_MINUTES',
      fallback: 480,
      about: 'Life of a signed-in session.',
      trusts: 'Whoever sits at an unlocked computer, for this long.',
    },
    5,
    1440,
  ),
  allowClientSecret: flag({
    env: 'KIUNGO_ALLOW_CLIENT_SECRET',
    fallback: true,
    about: 'Lets clients of the demo authenticate with a shared secret (RFC 6749 §2.3.1). Has no effect without demo.',
    trusts: 'Everyone who has seen the secret; a key of the client (private_key_jwt) is never shared.',
  }),
  answerKeepHours: integer(
    {
      env: 'KIUNGO_ANSWER_KEEP_HOURS',
      fallback: 24,
      about: 'How long an answer is kept, so that a repeated message gets the same one.',
      trusts: 'The database: until then it holds what was released.',
    },
    1,
    168,
  ),
  metricsAccess: choice(
    {
      env: 'KIUNGO_METRICS_ACCESS',
      fallback: 'loopback',
      about: 'Who may read /metrics: programs on this machine, or the holder of the metrics token.',
      trusts: 'Readers of the measurements: they see volumes by route, not about whom.',
    },
    ['loopback', 'token'],
  ),
  metricsToken: text(
    {
      env: 'KIUNGO_METRICS_TOKEN',
      fallback: '',
      about: 'Bearer token for /metrics when metricsAccess is token.',
      trusts: 'Whoever holds it.',
    },
    { kind: 'a text of 24 characters or more', pattern: /^\S{24,}$/, secret: true },
  ),
} as const

export type SettingName = keyof typeof settings

type ValueOf<S> = S extends Setting<infer T> ? T : never

/** The validated settings of this process. Texts that were not set are empty. */
export type Config = { readonly [N in SettingName]: ValueOf<(typeof settings)[N]> }
