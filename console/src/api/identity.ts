import { queryOptions } from '@tanstack/react-query'
import type { Question, SourceAnswer } from '../../../src/exchange/schema.ts'
import type { Applicant, Candidates } from '../../../src/identity/live/schema.ts'
import type { LookupPurpose } from '../../../src/identity/mapping/schema.ts'
import type { KeptModel } from '../../../src/identity/models/schema.ts'
import type {
  LinkageCase,
  Membership,
  RecordRef,
  ShownDecision,
  ShownEntity,
  UnmergeRequest,
} from '../../../src/identity/people/schema.ts'
import type {
  Agreement,
  Bulk,
  BulkRequest,
  Proposal,
  ProposalFilter,
  SideBySide,
  VerdictAnswer,
  VerdictRequest,
} from '../../../src/identity/review/schema.ts'
import { currentLanguage } from '../i18n.ts'
import { call, inPath, withQuery } from './client.ts'

// About whom: pairs that wait for a steward, people as decisions make them, search before create, linkage models.

const settledMs = 10_000
/** Each look at a pair or a person is written in the ledger: a page that is open is not read again by itself. */
const lookedMs = 5 * 60_000
const pageSize = 50

/** Everything of this file hangs together: a decision changes the queue and the people. */
export const identityKey = ['identity'] as const

// ------------------------------------------------------------------------------------------------------------- the queue

export interface ProposalPage {
  readonly proposals: Proposal[]
  readonly next?: string
  readonly counts: Readonly<Record<string, number>>
}

export type ProposalSearch = Omit<ProposalFilter, 'cursor' | 'limit'>

export const fetchProposals = (filter: ProposalSearch, cursor: string | undefined, signal: AbortSignal) =>
  call<ProposalPage>(withQuery('/v1/identity/proposals', { ...filter, cursor, limit: pageSize }), { signal })

export const claimNext = () => call<Proposal>('/v1/identity/proposals/claim-next', { method: 'POST' })

export const claimPair = (id: string) =>
  call<Proposal>(`/v1/identity/proposals/${inPath(id)}/claim`, { method: 'POST' })

export const releasePair = (id: string) =>
  call<Proposal>(`/v1/identity/proposals/${inPath(id)}/release`, { method: 'POST' })

export const proposePair = (first: RecordRef, second: RecordRef) =>
  call<Proposal>('/v1/identity/proposals', { method: 'POST', body: { first, second } })

/** Its sentences come in the reader's language, so the language is part of the key. */
export const pairQuery = (id: string) =>
  queryOptions({
    queryKey: [...identityKey, 'pair', id, currentLanguage()],
    staleTime: lookedMs,
    queryFn: ({ signal }) => call<SideBySide>(`/v1/identity/proposals/${inPath(id)}`, { signal }),
  })

export const sayVerdict = (id: string, verdict: VerdictRequest) =>
  call<VerdictAnswer>(`/v1/identity/proposals/${inPath(id)}/verdict`, { method: 'POST', body: verdict })

export const agreementOfStewardsQuery = queryOptions({
  queryKey: [...identityKey, 'agreement'],
  staleTime: settledMs,
  queryFn: ({ signal }) => call<Agreement>('/v1/identity/agreement', { signal }),
})

export const bulkQuery = queryOptions({
  queryKey: [...identityKey, 'bulk'],
  staleTime: settledMs,
  queryFn: ({ signal }) => call<{ bulk: Bulk[] }>('/v1/identity/bulk', { signal }).then(({ bulk }) => bulk),
})

export const proposeBulk = (request: BulkRequest) => call<Bulk>('/v1/identity/bulk', { method: 'POST', body: request })

export const confirmBulk = (id: string, revision: number) =>
  call<Bulk>(`/v1/identity/bulk/${inPath(id)}/confirm`, { method: 'POST', body: { revision } })

export const refuseBulk = (id: string, revision: number) =>
  call<Bulk>(`/v1/identity/bulk/${inPath(id)}/refuse`, { method: 'POST', body: { revision } })

// ---------------------------------------------------------------------------------------------------------------- people

export const decisionsQuery = queryOptions({
  queryKey: [...identityKey, 'decisions'],
  staleTime: settledMs,
  queryFn: ({ signal }) =>
    call<{ decisions: ShownDecision[] }>(withQuery('/v1/identity/decisions', { limit: 100 }), { signal }).then(
      ({ decisions }) => decisions,
    ),
})

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: [...identityKey, 'person', id],
    staleTime: lookedMs,
    queryFn: ({ signal }) => call<ShownEntity>(`/v1/identity/people/${inPath(id)}`, { signal }),
  })

export const membershipsQuery = (id: string) =>
  queryOptions({
    queryKey: [...identityKey, 'memberships', id],
    staleTime: settledMs,
    queryFn: ({ signal }) =>
      call<{ memberships: Membership[] }>(`/v1/identity/people/${inPath(id)}/history`, { signal }).then(
        ({ memberships }) => memberships,
      ),
  })

/** Which records were this person's at a moment, as it was known at another. */
export const asOfQuery = (id: string, at: string, known: string) =>
  queryOptions({
    queryKey: [...identityKey, 'as-of', id, at, known],
    staleTime: settledMs,
    queryFn: ({ signal }) =>
      call<{ records: RecordRef[] }>(withQuery(`/v1/identity/people/${inPath(id)}/as-of`, { at, known }), {
        signal,
      }).then(({ records }) => records),
  })

export const lookupPurposesQuery = queryOptions({
  queryKey: ['lookup-purposes'],
  staleTime: settledMs,
  queryFn: ({ signal }) =>
    call<{ purposes: LookupPurpose[] }>('/v1/identity/map/purposes', { signal }).then(({ purposes }) => purposes),
})

/** A question to the identity map, with a receipt: never asked again by itself. */
export const lookUpIdentifiers = (id: string, asked: Pick<Question, 'messageId' | 'purpose'>) =>
  call<SourceAnswer>(`/v1/identity/people/${inPath(id)}/identifiers`, { method: 'POST', body: asked })

export const unmerge = (request: UnmergeRequest) =>
  call<ShownDecision>('/v1/identity/unmerge', { method: 'POST', body: request })

export const linkageCasesQuery = queryOptions({
  queryKey: [...identityKey, 'cases'],
  staleTime: settledMs,
  queryFn: ({ signal }) =>
    call<{ cases: LinkageCase[] }>(withQuery('/v1/identity/cases', { limit: 200 }), { signal }).then(
      ({ cases }) => cases,
    ),
})

// ------------------------------------------------------------------------------------------------- search before create

export const searchCandidates = (applicant: Applicant) =>
  call<Candidates>('/v1/identity/candidates', { method: 'POST', body: applicant })

// ---------------------------------------------------------------------------------------------------------------- models

export const modelsQuery = queryOptions({
  queryKey: [...identityKey, 'models'],
  staleTime: settledMs,
  queryFn: ({ signal }) =>
    call<{ models: KeptModel[] }>('/v1/identity/models', { signal }).then(({ models }) => models),
})

export const modelQuery = (digest: string) =>
  queryOptions({
    queryKey: [...identityKey, 'models', digest],
    staleTime: settledMs,
    queryFn: ({ signal }) => call<KeptModel>(`/v1/identity/models/${inPath(digest)}`, { signal }),
  })
