import type pg from 'pg'
import { freshCopy } from './fresh-copy.ts'
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
}

/** Who takes part, from memory. */
export interface Directory {
  /** Known to be true within the last second: what standing and credentials are decided on. */
  current(): Promise<Registered>
  /** What follows may be a moment old: for names, addresses and settings. */
  member(id: string): Member | undefined
  system(id: string): System | undefined
  service(id: string): Service | undefined
  client(id: string): RegisteredClient | undefined
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
    member: (id) => copy.peek().members.get(id),
    system: (id) => copy.peek().systems.get(id),
    service: (id) => copy.peek().services.get(id),
    client: (id) => copy.peek().clients.get(id),
    members: () => [...copy.peek().members.values()],
    systems: () => [...copy.peek().systems.values()],
    services: () => [...copy.peek().services.values()],
  }
}

function registeredFrom(rows: FederationRows): Registered {
  const byId = <T extends { readonly id: string }>(items: readonly T[]) => new Map(items.map((item) => [item.id, item]))
  return {
    members: byId(rows.members),
    systems: byId(rows.systems),
    services: byId(rows.services),
    clients: byId(rows.clients),
    accounts: new Map(rows.accounts.map((account) => [account.username, account])),
  }
}
