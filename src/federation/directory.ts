import type pg from 'pg'
import { currentKeys, type KeyRow } from './client-keys.ts'
import { freshCopy } from './fresh-copy.ts'
import type { ListedPartner, Partner } from './partners/schema.ts'
import type { Member, Service, System } from './schema.ts'
import {
  type Account,
  type FederationRows,
  federationRevision,
  loadFederation,
  type RegisteredClient,
} from './store.ts'

/** Everyone and everything registered, as of one moment. */
export interface Registered {
  readonly members: ReadonlyMap<string, Member>
  readonly systems: ReadonlyMap<string, System>
  readonly services: ReadonlyMap<string, Service>
  readonly clients: ReadonlyMap<string, RegisteredClient>
  readonly accounts: ReadonlyMap<string, Account>
  readonly partners: ReadonlyMap<string, Partner>
  readonly partnersByClient: ReadonlyMap<string, Partner>
  readonly partnersBySender: ReadonlyMap<string, Partner>
  readonly partnerTests: ReadonlyMap<string, NonNullable<ListedPartner['lastTest']>>
}

/** Who takes part, from memory. */
export interface Directory {
  /** Known to be true within the last second: what standing and credentials are decided on. */
  current(): Promise<Registered>
  /** As it is now, whatever was known a moment ago: to show what was just changed. */
  renewed(): Promise<Registered>
  /** What follows may be a moment old: for names, addresses and settings. */
  member(id: string): Member | undefined
  system(id: string): System | undefined
  service(id: string): Service | undefined
  client(id: string): RegisteredClient | undefined
  partner(id: string): Partner | undefined
  partnerOf(client: string): Partner | undefined
  partnerNamed(senderId: string): Partner | undefined
  members(): readonly Member[]
  systems(): readonly System[]
  services(): readonly Service[]
}

export async function openDirectory(pool: pg.Pool): Promise<Directory> {
  const copy = await freshCopy({
    revision: () => federationRevision(pool),
    load: async () => registeredFrom(await loadFederation(pool)),
  })
  return {
    current: () => copy.get(),
    renewed: () => copy.renew(),
    member: (id) => copy.peek().members.get(id),
    system: (id) => copy.peek().systems.get(id),
    service: (id) => copy.peek().services.get(id),
    client: (id) => copy.peek().clients.get(id),
    partner: (id) => copy.peek().partners.get(id),
    partnerOf: (client) => copy.peek().partnersByClient.get(client),
    partnerNamed: (senderId) => copy.peek().partnersBySender.get(senderId),
    members: () => [...copy.peek().members.values()],
    systems: () => [...copy.peek().systems.values()],
    services: () => [...copy.peek().services.values()],
  }
}

function withCurrentKeys(client: RegisteredClient, rows: readonly KeyRow[]): RegisteredClient {
  const own = rows.filter((row) => row.client === client.id)
  if (own.length === 0) return client
  const revoked = new Set(own.filter((row) => row.revoked).map(({ kid }) => kid))
  return { ...client, revoked, keys: currentKeys(client.keys, own) }
}

function registeredFrom(rows: FederationRows): Registered {
  const byId = <T extends { readonly id: string }>(items: readonly T[]) => new Map(items.map((item) => [item.id, item]))
  return {
    members: byId(rows.members),
    systems: byId(rows.systems),
    services: byId(rows.services),
    clients: byId(rows.clients.map((client) => withCurrentKeys(client, rows.clientKeys))),
    accounts: new Map(rows.accounts.map((account) => [account.username, account])),
    partners: byId(rows.partners),
    partnersByClient: new Map(rows.partners.map((partner) => [partner.client, partner])),
    partnersBySender: new Map(rows.partners.flatMap((partner) => partner.senderIds.map((id) => [id, partner]))),
    partnerTests: new Map(rows.partnerTests.map(({ id, at, ok }) => [id, { at, ok }])),
  }
}
