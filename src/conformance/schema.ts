import Type, { type Static } from 'typebox'
import { Instant } from '../kernel/nouns.ts'

const closed = { additionalProperties: false }

/** Registries of the standard, as its base paths name them. */
export const registries = ['sr', 'crvs', 'dr', 'fr', 'ibr', 'ess'] as const
export const RegistryName = Type.Enum(registries)
export type RegistryName = Static<typeof RegistryName>

export const CheckResult = Type.Object(
  {
    /** Stable: `search.unknown-operator-is-refused`. */
    id: Type.String(),
    group: Type.String(),
    title: Type.String(),
    /** Clause of the standard's text that it holds the server to. */
    clause: Type.String(),
    /** `must`: a fault makes the report red. `should`: it is told. */
    level: Type.Enum(['must', 'should']),
    result: Type.Enum(['passed', 'failed', 'skipped']),
    /** What was expected and what came, without personal data; why it was skipped. */
    detail: Type.Optional(Type.String({ maxLength: 2000 })),
    durationMs: Type.Number(),
  },
  closed,
)
export type CheckResult = Static<typeof CheckResult>

/** The outcome of a conformance run: what a ministry attaches to a procurement. */
export const ConformanceReport = Type.Object(
  {
    format: Type.Literal('kiungo-conformance/1'),
    id: Type.String(),
    at: Instant,
    baseUrl: Type.String(),
    registry: RegistryName,
    specVersion: Type.String(),
    tool: Type.String(),
    passed: Type.Integer(),
    failed: Type.Integer(),
    skipped: Type.Integer(),
    conforms: Type.Boolean(),
    durationMs: Type.Number(),
    checks: Type.Array(CheckResult),
  },
  closed,
)
export type ConformanceReport = Static<typeof ConformanceReport>

export const ReportSummary = Type.Omit(ConformanceReport, ['checks'])
export type ReportSummary = Static<typeof ReportSummary>

/** `GET /v1/conformance/reports`: newest first. */
export const ReportList = Type.Object({ reports: Type.Array(ReportSummary) }, closed)

/** `POST /v1/conformance/reports`: starts the checks against a registered partner's server, or against this node. */
export const RunRequest = Type.Object(
  {
    /** A partner with a `baseUrl`; absent: this node itself. */
    partner: Type.Optional(Type.String({ maxLength: 80, pattern: '^[a-z0-9-]*$' })),
    registry: RegistryName,
    /** `false`: a partner's server that cannot reach this node; what is called back is left out. */
    callbacks: Type.Optional(Type.Boolean()),
  },
  closed,
)
export type RunRequest = Static<typeof RunRequest>

/** A run as it is now; its report has the same id. */
export const ConformanceRun = Type.Object(
  {
    id: Type.String(),
    at: Instant,
    /** `failed`: it came to no report. */
    state: Type.Enum(['running', 'done', 'failed']),
    partner: Type.Optional(Type.String()),
    baseUrl: Type.String(),
    registry: RegistryName,
    callbacks: Type.Boolean(),
  },
  closed,
)
export type ConformanceRun = Static<typeof ConformanceRun>
