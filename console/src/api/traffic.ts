import { queryOptions } from '@tanstack/react-query'
import type { ConformanceReport, ConformanceRun, ReportSummary, RunRequest } from '../../../src/conformance/schema.ts'
import type {
  AcceptedList,
  DeliveryDetail,
  DeliveryFilter,
  DeliveryList,
} from '../../../src/exchange/deliveries/schema.ts'
import type {
  RegistryEvent,
  Subscription,
  SubscriptionFilter,
  SubscriptionList,
} from '../../../src/exchange/subscriptions/schema.ts'
import type { ListedPartner, PartnerRegistration, TestCall } from '../../../src/federation/partners/schema.ts'
import type { Client, ClientKey } from '../../../src/federation/schema.ts'
import { call, inPath, withQuery } from './client.ts'

// What machines send each other: with whom it is agreed, what is under way, who hears of what, and who keeps to the text.

const liveMs = 4_000
const pageSize = 50
const settledMs = 10_000
const eventsShown = 12

// ------------------------------------------------------------------------------------------------------------ partners

export const partnersQuery = queryOptions({
  queryKey: ['partners'],
  staleTime: settledMs,
  queryFn: ({ signal }) =>
    call<{ partners: ListedPartner[] }>('/v1/partners', { signal }).then(({ partners }) => partners),
})

/** Onboards it, or changes what is agreed with it; its standing is changed by the two below only. */
export const savePartner = (registration: PartnerRegistration) =>
  call(`/v1/partners/${inPath(registration.id)}`, { method: 'PUT', body: registration })

export const suspendPartner = (id: string) => call(`/v1/partners/${inPath(id)}/suspend`, { method: 'POST' })

export const reinstatePartner = (id: string) => call(`/v1/partners/${inPath(id)}/reinstate`, { method: 'POST' })

export const testPartner = (id: string) => call<TestCall>(`/v1/partners/${inPath(id)}/test-call`, { method: 'POST' })

export interface ListedClient extends Pick<Client, 'id' | 'member' | 'name' | 'status'> {
  readonly keys: ListedPartner['keys']
}

/** Systems that may call, whether or not they are partners yet. */
export const clientsQuery = queryOptions({
  queryKey: ['clients'],
  staleTime: settledMs,
  queryFn: ({ signal }) => call<{ clients: ListedClient[] }>('/v1/clients', { signal }).then(({ clients }) => clients),
})

export const addClientKey = (client: string, key: ClientKey) =>
  call(`/v1/clients/${inPath(client)}/keys`, { method: 'POST', body: key })

/** For ever, and at once. */
export const revokeClientKey = (client: string, kid: string) =>
  call(`/v1/clients/${inPath(client)}/keys/${inPath(kid)}`, { method: 'DELETE' })

// ---------------------------------------------------------------------------------------------------------- deliveries

export type DeliverySearch = Omit<DeliveryFilter, 'cursor' | 'limit'>

export const fetchDeliveries = (filter: DeliverySearch, cursor: string | undefined, signal: AbortSignal) =>
  call<DeliveryList>(withQuery('/v1/deliveries', { ...filter, cursor, limit: pageSize }), { signal })

/** Asked again while something waits: it changes by itself. */
export const refreshWhileWaiting = (waiting: boolean): number | false => (waiting ? liveMs : false)

export const deliveryQuery = (id: string) =>
  queryOptions<DeliveryDetail>({
    queryKey: ['deliveries', 'one', id],
    refetchInterval: ({ state: { data } }) => refreshWhileWaiting(data?.state === 'waiting'),
    queryFn: ({ signal }) => call<DeliveryDetail>(`/v1/deliveries/${inPath(id)}`, { signal }),
  })

export const replayDelivery = (id: string) => call(`/v1/deliveries/${inPath(id)}/replay`, { method: 'POST' })

export interface Replayed {
  readonly replayed: number
  /** Beyond what one call sends again. */
  readonly left: number
}

/** Requests whose answer could not be made. */
export const fetchGivenUp = (cursor: string | undefined, signal: AbortSignal) =>
  call<AcceptedList>(withQuery('/v1/accepted-messages', { state: 'failed', cursor, limit: pageSize }), { signal })

export const retryAccepted = (id: string) => call(`/v1/accepted-messages/${inPath(id)}/retry`, { method: 'POST' })

/** Of the filter, those that were given up. */
export const replayDead = ({ state: _, ...filter }: DeliverySearch) =>
  call<Replayed>('/v1/deliveries/replay', { method: 'POST', body: filter })

// ------------------------------------------------------------------------------------------------------- subscriptions

export type SubscriptionSearch = Omit<SubscriptionFilter, 'cursor' | 'limit'>

export const fetchSubscriptions = (filter: SubscriptionSearch, cursor: string | undefined, signal: AbortSignal) =>
  call<SubscriptionList>(withQuery('/v1/subscriptions', { ...filter, cursor, limit: pageSize }), { signal })

export const subscriptionQuery = (code: string) =>
  queryOptions<Subscription>({
    queryKey: ['subscriptions', 'one', code],
    refetchInterval: ({ state: { data } }) => refreshWhileWaiting((data?.counts.pending ?? 0) > 0),
    queryFn: ({ signal }) => call<Subscription>(`/v1/subscriptions/${inPath(code)}`, { signal }),
  })

export const endSubscription = (code: string) => call(`/v1/subscriptions/${inPath(code)}/end`, { method: 'POST' })

export const replaySubscription = (code: string, since: string) =>
  call(`/v1/subscriptions/${inPath(code)}/replay`, { method: 'POST', body: { since } })

export const eventsQuery = queryOptions({
  queryKey: ['events'],
  refetchInterval: liveMs,
  refetchIntervalInBackground: false,
  queryFn: ({ signal }) =>
    call<{ events: RegistryEvent[] }>(withQuery('/v1/events', { limit: eventsShown }), { signal }).then(
      ({ events }) => events,
    ),
})

// --------------------------------------------------------------------------------------------------------- conformance

export const reportsQuery = queryOptions({
  queryKey: ['reports'],
  staleTime: settledMs,
  queryFn: ({ signal }) =>
    call<{ reports: ReportSummary[] }>('/v1/conformance/reports', { signal }).then(({ reports }) => reports),
})

export const reportQuery = (id: string) =>
  queryOptions({
    queryKey: ['reports', id],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => call<ConformanceReport>(`/v1/conformance/reports/${inPath(id)}`, { signal }),
  })

const runPollMs = 1_000

/** Starts a run and waits until it is over; the run does not need anybody to wait. */
export async function runConformance(asked: RunRequest): Promise<ConformanceRun> {
  let run = await call<ConformanceRun>('/v1/conformance/reports', { method: 'POST', body: asked })
  while (run.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, runPollMs))
    run = await call<ConformanceRun>(`/v1/conformance/runs/${inPath(run.id)}`)
  }
  // Where there is no report, this says why.
  if (run.state === 'failed') await call(`/v1/conformance/reports/${inPath(run.id)}`)
  return run
}

/** The report as one page that needs nothing else. */
export const reportPagePath = (id: string): string => `/v1/conformance/reports/${inPath(id)}.html`
