import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Purpose } from '../../../src/agreements/schema.ts'
import type {
  ExchangeDetail,
  ExchangeFilter,
  ExchangeSummary,
  Overview,
  QuestionOptions,
} from '../../../src/exchange/schema.ts'
import type { Member } from '../../../src/federation/schema.ts'
import type { CodeList, Element } from '../../../src/semantics/schema.ts'
import { currentLanguage } from '../i18n.ts'
import { ApiProblem, call, withQuery } from './client.ts'
import type {
  AgreementPage,
  Country,
  DemoAccount,
  DemoPerson,
  ListedAgreement,
  ListedSystem,
  MappingSummary,
  Session,
} from './types.ts'

const vocabularyMs = 5 * 60_000
const liveMs = 4_000
const pageSize = 50

/** It changes only when the node is started with another pack. */
export const countryQuery = queryOptions({
  queryKey: ['country'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: ({ signal }) => call<Country>('/v1/country', { signal }),
})

/** Null when nobody is signed in: that is an answer, not a fault. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: 60_000,
  queryFn: ({ signal }) =>
    call<Session>('/v1/session', { signal }).catch((problem: unknown) => {
      if (problem instanceof ApiProblem && problem.status === 401) return null
      throw problem
    }),
})

/** Empty outside demo mode, where the address does not exist. */
const emptyWhenAbsent = <T>(problem: unknown): readonly T[] => {
  if (problem instanceof ApiProblem && [403, 404].includes(problem.status)) return []
  throw problem
}

export const demoAccountsQuery = queryOptions({
  queryKey: ['demo-accounts'],
  staleTime: vocabularyMs,
  queryFn: ({ signal }) =>
    call<readonly DemoAccount[]>('/v1/session/demo-accounts', { signal }).catch(emptyWhenAbsent<DemoAccount>),
})

export const demoPeopleQuery = queryOptions({
  queryKey: ['demo-people'],
  staleTime: vocabularyMs,
  queryFn: ({ signal }) =>
    call<{ people: readonly DemoPerson[] }>('/v1/demo/people', { signal })
      .then(({ people }) => people)
      .catch(emptyWhenAbsent<DemoPerson>),
})

export const membersQuery = queryOptions({
  queryKey: ['members'],
  staleTime: vocabularyMs,
  queryFn: ({ signal }) => call<{ members: Member[] }>('/v1/members', { signal }).then(({ members }) => members),
})

export const systemsQuery = queryOptions({
  queryKey: ['systems'],
  staleTime: 15_000,
  queryFn: ({ signal }) => call<{ systems: ListedSystem[] }>('/v1/systems', { signal }).then(({ systems }) => systems),
})

export const purposesQuery = queryOptions({
  queryKey: ['purposes'],
  staleTime: vocabularyMs,
  queryFn: ({ signal }) => call<{ purposes: Purpose[] }>('/v1/purposes', { signal }).then(({ purposes }) => purposes),
})

export const agreementsQuery = queryOptions({
  queryKey: ['agreements'],
  staleTime: 10_000,
  queryFn: ({ signal }) =>
    call<{ agreements: ListedAgreement[] }>('/v1/agreements', { signal }).then(({ agreements }) => agreements),
})

export const agreementQuery = (id: string) =>
  queryOptions({
    queryKey: ['agreements', id],
    staleTime: 10_000,
    queryFn: ({ signal }) => call<AgreementPage>(`/v1/agreements/${encodeURIComponent(id)}`, { signal }),
  })

export const elementsQuery = queryOptions({
  queryKey: ['dictionary'],
  staleTime: vocabularyMs,
  queryFn: ({ signal }) => call<{ elements: Element[] }>('/v1/dictionary', { signal }).then(({ elements }) => elements),
})

export const codeListsQuery = queryOptions({
  queryKey: ['code-lists'],
  staleTime: vocabularyMs,
  queryFn: ({ signal }) =>
    call<{ codeLists: CodeList[] }>('/v1/code-lists', { signal }).then(({ codeLists }) => codeLists),
})

export const mappingsQuery = queryOptions({
  queryKey: ['mappings'],
  staleTime: vocabularyMs,
  queryFn: ({ signal }) =>
    call<{ mappings: MappingSummary[] }>('/v1/mappings', { signal }).then(({ mappings }) => mappings),
})

/** Polled while the page is looked at; a hidden page does not ask. */
export const overviewQuery = (windowMinutes: number) =>
  queryOptions({
    queryKey: ['overview', windowMinutes],
    refetchInterval: liveMs,
    refetchIntervalInBackground: false,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call<Overview>(withQuery('/v1/overview', { windowMinutes }), { signal }),
  })

export const questionOptionsQuery = queryOptions({
  queryKey: ['question-options'],
  staleTime: 10_000,
  queryFn: ({ signal }) => call<QuestionOptions>('/v1/questions/options', { signal }),
})

/** Sentences come in the reader's language, so the language is part of the key. */
export const exchangeQuery = (id: string) =>
  queryOptions({
    queryKey: ['exchange', id, currentLanguage()],
    staleTime: vocabularyMs,
    queryFn: ({ signal }) => call<ExchangeDetail>(`/v1/exchanges/${encodeURIComponent(id)}`, { signal }),
  })

export type ExchangeSearch = Omit<ExchangeFilter, 'cursor' | 'limit'>

export interface ExchangePage {
  readonly exchanges: ExchangeSummary[]
  readonly next?: string
}

export const fetchExchanges = (filter: ExchangeSearch, cursor: string | undefined, signal: AbortSignal) =>
  call<ExchangePage>(withQuery('/v1/exchanges', { ...filter, cursor, limit: pageSize }), { signal })

export const receiptQuery = (url: string) =>
  queryOptions({
    queryKey: ['receipt', url],
    staleTime: Infinity,
    queryFn: ({ signal }) => call<unknown>(url, { signal }),
  })

/** The key that receipts must be signed with, asked from this Kiungo. */
export const ledgerKeyQuery = queryOptions({
  queryKey: ['ledger-key'],
  staleTime: vocabularyMs,
  queryFn: ({ signal }) => call<string>('/ledger/key', { signal }).then((vkey) => vkey.trim()),
})
