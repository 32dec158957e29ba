import { keepPreviousData, queryOptions, skipToken } from '@tanstack/react-query'
import type {
  Evaluation,
  MeasuresUnderWay,
  MeasureUnderWay,
  RunComparison,
} from '../../../src/identity/measures/schema.ts'
import type { WhoGetsWhat } from '../../../src/identity/overlap/schema.ts'
import type { HouseholdLink, Run, SuspiciousCluster } from '../../../src/identity/runs/schema.ts'
import { currentLanguage } from '../i18n.ts'
import { ApiProblem, call, inPath, withQuery } from './client.ts'
import { identityKey } from './identity.ts'
import { uploadsQuery } from './models.ts'

// Linkage runs: started, watched, looked at, compared; and who gets what.

const settledMs = 10_000
const liveMs = 2_000
/** What a run has found never changes. */
const foundMs = 30 * 60_000
const runsKey = [...identityKey, 'runs'] as const

export const isUnderWay = ({ state }: Pick<Run, 'state'>): boolean => state === 'waiting' || state === 'running'

/** Asked again while a run is under way and the page is looked at. Faults come in the reader's language. */
export const runsQuery = () =>
  queryOptions<Run[]>({
    queryKey: [...runsKey, currentLanguage()],
    staleTime: settledMs,
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) === true ? liveMs : false),
    queryFn: ({ signal }) => call<{ runs: Run[] }>('/v1/identity/runs', { signal }).then(({ runs }) => runs),
  })

export const runQuery = (id: string) =>
  queryOptions<Run>({
    queryKey: [...runsKey, id, currentLanguage()],
    staleTime: settledMs,
    refetchInterval: ({ state }) => (state.data !== undefined && isUnderWay(state.data) ? liveMs : false),
    queryFn: ({ signal }) => call<Run>(`/v1/identity/runs/${inPath(id)}`, { signal }),
  })

export const cancelRun = (id: string) => call<Run>(`/v1/identity/runs/${inPath(id)}/cancel`, { method: 'POST' })

export const goOnWithRun = (id: string) => call<Run>(`/v1/identity/runs/${inPath(id)}/go-on`, { method: 'POST' })

export const suspiciousQuery = (id: string) =>
  queryOptions({
    queryKey: [...runsKey, id, 'suspicious'],
    staleTime: foundMs,
    queryFn: ({ signal }) =>
      call<{ clusters: SuspiciousCluster[] }>(`/v1/identity/runs/${inPath(id)}/suspicious`, { signal }).then(
        ({ clusters }) => clusters,
      ),
  })

export const householdsQuery = (id: string, change: HouseholdLink['change'] | undefined) =>
  queryOptions<HouseholdLink[]>({
    queryKey: [...runsKey, id, 'households', change],
    staleTime: foundMs,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      call<{ households: HouseholdLink[] }>(withQuery(`/v1/identity/runs/${inPath(id)}/households`, { change }), {
        signal,
      }).then(({ households }) => households),
  })

/** Null where stewards have decided nothing about its records: that is an answer, not a fault. */
export const evaluationQuery = (id: string) =>
  queryOptions({
    queryKey: [...runsKey, id, 'evaluation'],
    staleTime: settledMs,
    queryFn: ({ signal }) =>
      call<Evaluation>(`/v1/identity/runs/${inPath(id)}/evaluation`, { signal }).catch((problem: unknown) => {
        if (problem instanceof ApiProblem && problem.body.code === 'identity.nothing-decided') return null
        throw problem
      }),
  })

/** What was measured against a file on this page, until the reader goes back to the decisions; the server keeps nothing. */
export const fileEvaluationQuery = (id: string) =>
  queryOptions<Evaluation | null>({
    ...{ queryKey: [...runsKey, id, 'evaluation-by-file'], queryFn: skipToken },
    ...{ initialData: null, staleTime: Number.POSITIVE_INFINITY },
  })

export const evaluateByFile = (id: string, file: Blob) =>
  call<Evaluation>(`/v1/identity/runs/${inPath(id)}/evaluation`, {
    method: 'POST',
    file: { type: 'text/csv', content: file },
  })

export const comparisonQuery = (first: string, second: string) =>
  queryOptions({
    queryKey: [...runsKey, 'comparison', first, second],
    staleTime: foundMs,
    queryFn: ({ signal }) =>
      call<RunComparison>(withQuery('/v1/identity/run-comparison', { first, second }), { signal }),
  })

/** Looked at while one is waited for. */
export const measuresQuery = queryOptions<MeasureUnderWay[]>({
  queryKey: [...runsKey, 'measures'],
  refetchInterval: liveMs,
  queryFn: ({ signal }) => call<MeasuresUnderWay>('/v1/identity/measures', { signal }).then(({ measures }) => measures),
})

// ----------------------------------------------------------------------------------------------------------------- files

export const uploadColumnsQuery = (id: string) =>
  queryOptions({
    queryKey: [...uploadsQuery.queryKey, id, 'columns'],
    staleTime: foundMs,
    queryFn: ({ signal }) =>
      call<{ columns: string[] }>(`/v1/identity/uploads/${inPath(id)}/columns`, { signal }).then(
        ({ columns }) => columns,
      ),
  })

// --------------------------------------------------------------------------------------------------------- who gets what

/** Each look is in the ledger: it is not read again by itself. */
export const whoGetsWhatQuery = queryOptions({
  queryKey: [...identityKey, 'who-gets-what'],
  staleTime: 5 * 60_000,
  queryFn: ({ signal }) => call<WhoGetsWhat>('/v1/identity/who-gets-what', { signal }),
})
