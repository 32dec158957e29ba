import type pg from 'pg'
import type { EventSource } from '../../exchange/subscriptions/events.ts'
import { isSubscribed } from '../../exchange/subscriptions/store.ts'
import type { Directory } from '../../federation/directory.ts'
import type { Service } from '../../federation/schema.ts'
import { writeEvents } from '../../registry/events/raise.ts'
import { joins, parts, sameRecord } from '../people/rules.ts'
import type { Decision } from '../people/schema.ts'
import { personElement } from './facts.ts'

type Transaction = Pick<pg.ClientBase, 'query'>
type Services = Pick<Directory, 'services' | 'system'>

/** Services that tell which identifiers a person has: what changes of links are told through. */
const tells = (service: Service, directory: Services): boolean =>
  directory.system(service.system)?.connector === 'identity' && service.operation.answer === 'identifiers'

/** The registries' events, and those of the identity map among them: one stream, one cursor for each subscriber. */
export const withLinkEvents = (events: EventSource, directory: Services): EventSource => ({
  ...events,
  keyOf(id) {
    const service = directory.services().find((one) => one.id === id)
    return service !== undefined && tells(service, directory) ? [personElement] : events.keyOf(id)
  },
})

export interface Telling {
  readonly directory: Services
  /** Sees to it, in the transaction, that subscribers hear of what it raised once it is committed. */
  readonly wake: (tx: Transaction) => Promise<void>
}

/**
 * In the transaction of the decision: one event for each person whose identifiers may be others now. It names the person of
 * the map, and a subscriber is told what that person's agreed identifiers are by then: after an unmerge, of both.
 */
export async function raiseLinkChanges(tx: Transaction, decision: Decision, telling: Telling): Promise<void> {
  if (!changesLinks(decision)) return
  const people = await concerned(tx, decision)
  await raiseOf(tx, { act: decision.id, occurredAt: new Date(decision.at), people }, telling)
}

interface Raised {
  readonly act: string
  readonly occurredAt: Date
  /** By their numbers in the map. */
  readonly people: readonly string[]
}

/** One event for each of them and each service that tells. */
export async function raiseOf(tx: Transaction, { people, ...raised }: Raised, telling: Telling): Promise<void> {
  const { directory, wake } = telling
  const services = tellingServices(directory)
  const events = people.flatMap((person) =>
    services.map((service) => ({ type, service, key: { [personElement]: person } }) as const),
  )
  if (events.length === 0) return
  await writeEvents(tx, { ...raised, events })
  await wake(tx)
}

const type = 'identity-change'

export const tellingServices = (directory: Services): string[] =>
  directory.services().flatMap((service) => (tells(service, directory) ? [service.id] : []))

/** Whether anybody waits to hear of changed links. */
export async function isHeard(tx: Transaction, { directory }: Pick<Telling, 'directory'>): Promise<boolean> {
  const services = tellingServices(directory)
  return services.length > 0 && isSubscribed(tx, services, type)
}

/** That two records are apart changes something where one number had brought them together, which it does across sources. */
const changesLinks = ({ kind, first, second }: Decision): boolean =>
  joins(kind) || kind === 'unmerge' || (parts(kind) && first.source !== second.source)

/** Those who live after it: who became a tombstone is told of as part of whom it points to. */
async function concerned(tx: Transaction, decision: Decision): Promise<string[]> {
  const { first, second, moves } = decision
  const refs = [first, second, ...moves].filter((one, i, all) => all.findIndex((other) => sameRecord(one, other)) === i)
  const { rows } = await tx.query<{ entity: string }>(
    `select distinct m.entity from membership m
     join unnest($1::text[], $2::text[]) as asked(source, record) using (source, record)
     where m.valid_to is null and m.superseded_at is null
     union select id from entity where id = any($3) and merged_into is null
     order by 1`,
    [refs.map(({ source }) => source), refs.map(({ record }) => record), moves.flatMap(({ from }) => from ?? [])],
  )
  return rows.map(({ entity }) => entity)
}
