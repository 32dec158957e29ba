import { queryOptions } from '@tanstack/react-query'
import type {
  Checked,
  Estimate,
  EstimateRequest,
  FieldParts,
  Profile,
  ProfileRequest,
} from '../../../src/identity/drafts/schema.ts'
import type { KeptModel, ModelChanges } from '../../../src/identity/models/schema.ts'
import type { Run, RunRequest, Upload } from '../../../src/identity/runs/schema.ts'
import { currentLanguage } from '../i18n.ts'
import { call, inPath, withQuery } from './client.ts'
import { identityKey } from './identity.ts'

// Linkage models: being written, tried on records, put in use by two, compared.

const settledMs = 10_000
type Model = KeptModel['model']

// ----------------------------------------------------------------------------------------------------- while one is written

export const fieldKindsQuery = queryOptions({
  queryKey: [...identityKey, 'field-kinds'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: ({ signal }) =>
    call<{ kinds: FieldParts[] }>('/v1/identity/field-kinds', { signal }).then(({ kinds }) => kinds),
})

export const checkDraft = (model: Model, signal: AbortSignal) =>
  call<Checked>('/v1/identity/models/check', { method: 'POST', body: model, signal })

export const estimateDraft = (request: EstimateRequest, signal: AbortSignal) =>
  call<Estimate>('/v1/identity/models/estimate', { method: 'POST', body: request, signal })

export const profileQuery = (request: ProfileRequest) =>
  queryOptions({
    queryKey: ['model-profile', request, currentLanguage()],
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    queryFn: ({ signal }) => call<Profile>('/v1/identity/models/profile', { method: 'POST', body: request, signal }),
  })

export const keepModel = (model: Model) => call<KeptModel>('/v1/identity/models', { method: 'POST', body: model })

// ------------------------------------------------------------------------------------------------------------ once it is kept

export const compareDraft = (model: Model, against: string, signal: AbortSignal) =>
  call<ModelChanges>('/v1/identity/models/changes', { method: 'POST', body: { model, against }, signal })

export const changesQuery = (digest: string, against: string | undefined) =>
  queryOptions({
    queryKey: [...identityKey, 'models', digest, 'changes', against ?? '', currentLanguage()],
    staleTime: settledMs,
    queryFn: ({ signal }) =>
      call<ModelChanges>(withQuery(`/v1/identity/models/${inPath(digest)}/changes`, { against }), { signal }),
  })

export const proposeModel = (digest: string) =>
  call<KeptModel>(`/v1/identity/models/${inPath(digest)}/use`, { method: 'POST' })

/** `replaces`: the model in use that the reader has compared it with. */
export const confirmModel = (digest: string, replaces: string | null) =>
  call<KeptModel>(`/v1/identity/models/${inPath(digest)}/confirm`, { method: 'POST', body: { replaces } })

export const refuseModel = (digest: string) =>
  call<KeptModel>(`/v1/identity/models/${inPath(digest)}/refuse`, { method: 'POST' })

export const cardAddress = (digest: string, format: 'html' | 'md'): string =>
  `/v1/identity/models/${inPath(digest)}/card?format=${format}&language=${currentLanguage()}`

// -------------------------------------------------------------------------------------------------------------- files and runs

export const uploadsQuery = queryOptions({
  queryKey: [...identityKey, 'uploads'],
  staleTime: settledMs,
  queryFn: ({ signal }) =>
    call<{ uploads: Upload[] }>('/v1/identity/uploads', { signal }).then(({ uploads }) => uploads),
})

const mediaTypes: Readonly<Record<Upload['format'], string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  parquet: 'application/vnd.apache.parquet',
}

export const handIn = (name: string, format: Upload['format'], file: Blob) =>
  call<Upload>(withQuery('/v1/identity/uploads', { name, format }), {
    method: 'POST',
    file: { type: mediaTypes[format], content: file },
  })

export const startRun = (request: RunRequest) => call<Run>('/v1/identity/runs', { method: 'POST', body: request })
