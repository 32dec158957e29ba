import { queryOptions } from '@tanstack/react-query'
import type { Addition, Composition, CompositionGraph, Finding } from '../../../src/agreements/analysis/schema.ts'
import type { AgreementEvent, AgreementSignature, AgreementStanding } from '../../../src/agreements/lifecycle/schema.ts'
import type { Taken } from '../../../src/agreements/lifecycle/transitions.ts'
import type { Agreement } from '../../../src/agreements/schema.ts'
import type { WhatIf } from '../../../src/agreements/what-if.ts'
import { currentLanguage } from '../i18n.ts'
import { call, inPath, withQuery } from './client.ts'

// The life of an agreement: what happened to it, what is to be thought of, and what may be done next.

const settledMs = 10_000

export interface VersionHistory {
  readonly version: number
  readonly hash: string
  readonly previous?: string
  readonly createdAt: string
  readonly standing: AgreementStanding
  readonly events: readonly AgreementEvent[]
  /** Only those that verify. */
  readonly signatures: readonly AgreementSignature[]
}

interface History {
  /** Newest first. */
  readonly versions: readonly VersionHistory[]
}

export interface Analysis {
  readonly findings: readonly Finding[]
  readonly adds: Addition
}

export interface Change {
  readonly path: string
  readonly clause: string
  readonly kind: 'added' | 'removed' | 'changed'
  readonly sentence: string
}

export type WhatIfAnswer = WhatIf & { readonly from: string; readonly withoutTerms: number; readonly next?: string }

export type CompositionAnswer = Composition & { readonly graph: CompositionGraph }

export const historyQuery = (id: string) =>
  queryOptions({
    queryKey: ['agreements', id, 'history'],
    staleTime: settledMs,
    queryFn: ({ signal }) => call<History>(`/v1/agreements/${inPath(id)}/history`, { signal }),
  })

/** A version never changes. */
export const versionQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['agreements', id, 'version', version],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      call<{ agreement: Agreement; hash: string }>(`/v1/agreements/${inPath(id)}/versions/${version}`, { signal }),
  })

/** Sentences come in the reader's language, so the language is part of the key. */
export const diffQuery = (id: string, from: number, to: number) =>
  queryOptions({
    queryKey: ['agreements', id, 'diff', from, to, currentLanguage()],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      call<{ changes: readonly Change[] }>(withQuery(`/v1/agreements/${inPath(id)}/diff`, { from, to }), { signal }),
  })

export const analysisQuery = (id: string) =>
  queryOptions({
    queryKey: ['agreements', id, 'analysis'],
    staleTime: settledMs,
    queryFn: ({ signal }) => call<Analysis>(`/v1/agreements/${inPath(id)}/analysis`, { signal }),
  })

/** Of a text that is kept nowhere yet. */
export const analyse = (agreement: Agreement, signal: AbortSignal) =>
  call<Analysis>('/v1/agreements/analyse', { method: 'POST', body: agreement, signal })

export const whatIf = (agreement: Agreement, days: number) =>
  call<WhatIfAnswer>('/v1/agreements/what-if', { method: 'POST', body: { agreement, days } })

export const compositionQuery = (consumer: string) =>
  queryOptions({
    queryKey: ['agreements', 'composition', consumer],
    staleTime: settledMs,
    queryFn: ({ signal }) => call<CompositionAnswer>(withQuery('/v1/agreements/composition', { consumer }), { signal }),
  })

export const bringDraft = (agreement: Agreement) => call<History>('/v1/agreements', { method: 'POST', body: agreement })

export interface OfVersion {
  readonly id: string
  readonly version: number
}

const versionPath = ({ id, version }: OfVersion): string => `/v1/agreements/${inPath(id)}/versions/${version}`

export const takeStep = (of: OfVersion, step: Taken, reason: string) =>
  call<History>(`${versionPath(of)}/${step}`, { method: 'POST', body: reason === '' ? {} : { reason } })

export const sendSignature = (of: OfVersion, jws: string) =>
  call<History>(`${versionPath(of)}/signatures`, { method: 'POST', body: { jws } })

/** Of one's own key; again and again is as good as once. */
export const registerSigningKey = (jwk: object) =>
  call<{ kid: string }>('/v1/signing-keys', { method: 'POST', body: { jwk } })

export interface SigningKeyState {
  readonly kid: string
  readonly account: string
  readonly withdrawn?: { readonly at: string; readonly reason: string }
}

export const signingKeysQuery = queryOptions({
  queryKey: ['signing-keys'],
  staleTime: settledMs,
  queryFn: async ({ signal }) => (await call<{ keys: SigningKeyState[] }>('/v1/signing-keys', { signal })).keys,
})

export const withdrawSigningKey = (kid: string, reason: string) =>
  call<SigningKeyState>(`/v1/signing-keys/${inPath(kid)}/withdraw`, { method: 'POST', body: { reason } })

export const textAddress = ({ id, version }: OfVersion, format: 'html' | 'pdf' | 'docx', language: string): string =>
  withQuery(`/v1/agreements/${inPath(id)}/text`, { format, language, version })
