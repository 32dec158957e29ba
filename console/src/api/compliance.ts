import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { LawRow } from '../../../src/agreements/law/routes.ts'
import type {
  Assessment,
  AssessmentContent,
  AssessmentDraft,
  Questionnaire,
  Report,
  ShownAssessment,
} from '../../../src/compliance/assessments/schema.ts'
import type {
  Breach,
  BreachContent,
  BreachPage,
  BreachRecord,
  ShownBreach,
  Told,
} from '../../../src/compliance/breaches/schema.ts'
import type { Duties, DutyFilter } from '../../../src/compliance/duties/schema.ts'
import type { Register, RegisterQuery } from '../../../src/compliance/register/schema.ts'
import type {
  CertificateList,
  CertificateRequest,
  DeletionCertificate,
  RetentionDuty,
} from '../../../src/compliance/retention/schema.ts'
import type {
  CaseFilter,
  CaseList,
  CaseProof,
  CorrectionNotice,
  Disclosure,
  NoticeOutcome,
  RightsRequest,
  ShownCase,
} from '../../../src/compliance/rights/schema.ts'
import type { TransferAssessment, TransferContent, TransferStanding } from '../../../src/compliance/transfers/schema.ts'
import { call, inPath, withQuery } from './client.ts'

// Duties that the law puts on whoever shares data, and their clocks.

const settledMs = 10_000
const vocabularyMs = 5 * 60_000
const pageSize = 50

/** Everything of this file hangs together: a step of a case moves a clock. */
export const complianceKey = ['compliance'] as const

export const dutiesQuery = (filter: DutyFilter) =>
  queryOptions({
    queryKey: [...complianceKey, 'duties', filter],
    staleTime: settledMs,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call<Duties>(withQuery('/v1/duties', filter), { signal }),
  })

/** Rows of law of the country that set times. */
export const lawClocksQuery = (jurisdiction: string) =>
  queryOptions({
    queryKey: ['law-clocks', jurisdiction],
    staleTime: vocabularyMs,
    queryFn: ({ signal }) =>
      call<{ rules: LawRow[] }>(withQuery('/v1/law/rules', { gate: 'clock', jurisdiction }), { signal }).then(
        ({ rules }) => rules,
      ),
  })

// --------------------------------------------------------------------------------------------------------- rights cases

export type CaseSearch = Omit<CaseFilter, 'cursor' | 'limit' | 'overdue'> & { readonly overdue?: 'true' }

export const fetchCases = (filter: CaseSearch, cursor: string | undefined, signal: AbortSignal) =>
  call<CaseList>(withQuery('/v1/rights/cases', { ...filter, cursor, limit: pageSize }), { signal })

/** The number is sent in the body: an address is kept in histories and logs. */
export const findCases = (nationalId: string) =>
  call<{ cases: ShownCase[] }>('/v1/rights/cases/find', { method: 'POST', body: { nationalId } }).then(
    ({ cases }) => cases,
  )

export interface CasePage {
  readonly case: ShownCase
  readonly notices: readonly CorrectionNotice[]
}

export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: [...complianceKey, 'case', id],
    staleTime: settledMs,
    queryFn: ({ signal }) => call<CasePage>(`/v1/rights/cases/${inPath(id)}`, { signal }),
  })

export const proofQuery = (id: string, revision: string) =>
  queryOptions({
    queryKey: [...complianceKey, 'proof', id, revision],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => call<CaseProof>(`/v1/rights/cases/${inPath(id)}/proof`, { signal }),
  })

export const recordCase = (request: RightsRequest) =>
  call<ShownCase>('/v1/rights/cases', { method: 'POST', body: request })

/** Steps that change a case and give nothing out. */
export type CaseMove = 'verify' | 'begin' | 'extend' | 'propagate' | 'close' | 'refuse' | 'lift'

const moves: Readonly<Record<CaseMove, (id: string) => string>> = {
  verify: (id) => `/v1/rights/cases/${id}/verify`,
  begin: (id) => `/v1/rights/cases/${id}/begin`,
  extend: (id) => `/v1/rights/cases/${id}/extend`,
  propagate: (id) => `/v1/rights/cases/${id}/propagate`,
  close: (id) => `/v1/rights/cases/${id}/close`,
  refuse: (id) => `/v1/rights/cases/${id}/refuse`,
  lift: (id) => `/v1/rights/cases/${id}/lift`,
}

export const moveCase = (id: string, step: CaseMove, body: object | undefined) =>
  call<ShownCase>(moves[step](inPath(id)), { method: 'POST', body })

export const disclose = (id: string) => call<Disclosure>(`/v1/rights/cases/${inPath(id)}/disclose`, { method: 'POST' })

export const discloseTable = (id: string, part: 'exchanges' | 'consents') =>
  call<string>(`/v1/rights/cases/${inPath(id)}/disclose.csv`, { method: 'POST', body: { part } })

export const correctionsQuery = queryOptions({
  queryKey: [...complianceKey, 'corrections'],
  staleTime: settledMs,
  queryFn: ({ signal }) =>
    call<{ corrections: CorrectionNotice[] }>('/v1/corrections', { signal }).then(({ corrections }) => corrections),
})

export const acknowledgeCorrection = (id: string, outcome: NoticeOutcome) =>
  call<CorrectionNotice>(`/v1/corrections/${inPath(id)}/acknowledge`, { method: 'POST', body: { outcome } })

// ---------------------------------------------------------------------------------------------------------- assessments

export const assessmentsQuery = queryOptions({
  queryKey: [...complianceKey, 'assessments'],
  staleTime: settledMs,
  queryFn: ({ signal }) =>
    call<{ assessments: ShownAssessment[] }>('/v1/assessments', { signal }).then(({ assessments }) => assessments),
})

export interface AssessmentPage {
  readonly assessment: ShownAssessment
  /** The last first. */
  readonly revisions: readonly Assessment[]
}

export const assessmentQuery = (id: string) =>
  queryOptions({
    queryKey: [...complianceKey, 'assessment', id],
    staleTime: settledMs,
    queryFn: ({ signal }) => call<AssessmentPage>(`/v1/assessments/${inPath(id)}`, { signal }),
  })

export const questionnaireQuery = queryOptions({
  queryKey: [...complianceKey, 'questionnaire'],
  staleTime: vocabularyMs,
  queryFn: ({ signal }) => call<Questionnaire>('/v1/assessments/questionnaire', { signal }),
})

export const draftAssessment = (draft: AssessmentDraft) =>
  call<ShownAssessment>('/v1/assessments', { method: 'POST', body: draft })

export const reviseAssessment = (id: string, content: AssessmentContent) =>
  call<ShownAssessment>(`/v1/assessments/${inPath(id)}/revise`, { method: 'POST', body: { content } })

export const submitAssessment = (id: string) =>
  call<ShownAssessment>(`/v1/assessments/${inPath(id)}/submit`, { method: 'POST' })

export const approveAssessment = (id: string, consultation: string) =>
  call<ShownAssessment>(`/v1/assessments/${inPath(id)}/approve`, {
    method: 'POST',
    body: consultation === '' ? {} : { consultation },
  })

export const rejectAssessment = (id: string, reason: string) =>
  call<ShownAssessment>(`/v1/assessments/${inPath(id)}/reject`, { method: 'POST', body: { reason } })

export const reportAssessment = (id: string, report: Report) =>
  call<ShownAssessment>(`/v1/assessments/${inPath(id)}/report`, { method: 'POST', body: report })

// ------------------------------------------------------------------------------------------------------------- register

export type RegisterSearch = Omit<RegisterQuery, 'gaps'> & { readonly gaps?: 'true' }

export const registerQuery = (filter: RegisterSearch) =>
  queryOptions({
    queryKey: [...complianceKey, 'register', filter],
    staleTime: settledMs,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call<Register>(withQuery('/v1/register-of-processing', filter), { signal }),
  })

/** In the reader's language. */
export const registerTable = (filter: RegisterSearch) =>
  call<string>(withQuery('/v1/register-of-processing.csv', filter))

// ------------------------------------------------------------------------------------------------------------ retention

export const retentionQuery = queryOptions({
  queryKey: [...complianceKey, 'retention'],
  staleTime: settledMs,
  queryFn: ({ signal }) => call<{ duties: RetentionDuty[] }>('/v1/retention', { signal }).then(({ duties }) => duties),
})

export const fetchCertificates = (agreement: string | undefined, cursor: string | undefined, signal: AbortSignal) =>
  call<CertificateList>(withQuery('/v1/deletion-certificates', { agreement, cursor, limit: pageSize }), { signal })

export const fileCertificate = (request: CertificateRequest) =>
  call<DeletionCertificate>('/v1/deletion-certificates', { method: 'POST', body: request })

// ------------------------------------------------------------------------------------------------- notices and transfers

/** As the server writes it; its own declaration stands beside SQL, which no browser reads. */
export interface IndirectNotice {
  readonly agreement: string
  readonly member: string
  readonly persons: number
  readonly since: string
  readonly due?: NonNullable<ShownCase['due']>
  readonly overdue: boolean
}

export interface NoticeGiven {
  readonly agreement: string
  readonly channel: string
  readonly givenAt: string
  readonly reference: string
}

export const indirectNoticesQuery = queryOptions({
  queryKey: [...complianceKey, 'notices'],
  staleTime: settledMs,
  queryFn: ({ signal }) =>
    call<{ waiting: IndirectNotice[] }>('/v1/indirect-notices', { signal }).then(({ waiting }) => waiting),
})

export const recordNotice = (given: NoticeGiven) =>
  call<NoticeGiven>('/v1/indirect-notices', { method: 'POST', body: given })

/** What people are told of an agreement: a page that anyone may read. */
export const noticeAddress = (agreement: string, language: string): string =>
  withQuery(`/v1/notices/${inPath(agreement)}`, { language })

export const transfersQuery = queryOptions({
  queryKey: [...complianceKey, 'transfers'],
  staleTime: settledMs,
  queryFn: ({ signal }) =>
    call<{ transfers: TransferStanding[] }>('/v1/transfers', { signal }).then(({ transfers }) => transfers),
})

export const assessTransfer = (content: TransferContent) =>
  call<TransferAssessment>('/v1/transfer-assessments', { method: 'POST', body: content })

// ------------------------------------------------------------------------------------------------------------- breaches

export const breachesQuery = queryOptions({
  queryKey: [...complianceKey, 'breaches'],
  staleTime: settledMs,
  queryFn: ({ signal }) =>
    call<{ breaches: ShownBreach[] }>('/v1/breaches', { signal }).then(({ breaches }) => breaches),
})

export const breachQuery = (id: string) =>
  queryOptions({
    queryKey: [...complianceKey, 'breach', id],
    staleTime: settledMs,
    queryFn: ({ signal }) => call<BreachPage>(`/v1/breaches/${inPath(id)}`, { signal }),
  })

export const recordBreach = (record: BreachRecord) =>
  call<ShownBreach>('/v1/breaches', { method: 'POST', body: record })

export const reviseBreach = (id: string, content: BreachContent) =>
  call<ShownBreach>(`/v1/breaches/${inPath(id)}/revise`, { method: 'POST', body: { content } })

export type BreachStep = Extract<Breach['step'], 'submit' | 'assess' | 'send-back' | 'close'>

const breachPath = (id: string): string => `/v1/breaches/${inPath(id)}`

export const takeBreachStep = (id: string, step: BreachStep, reason: string) =>
  call<ShownBreach>(`${breachPath(id)}/${step}`, {
    method: 'POST',
    ...(step === 'send-back' ? { body: { reason } } : {}),
  })

export const recordTold = (id: string, told: Told) =>
  call<ShownBreach>(`/v1/breaches/${inPath(id)}/told`, { method: 'POST', body: told })

export const notificationAddress = (id: string, format: 'html' | 'pdf' | 'docx', language: string): string =>
  withQuery(`/v1/breaches/${inPath(id)}/notification`, { format, language })
