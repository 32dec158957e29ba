import type pg from 'pg'
import { fail, ok, type Result } from '../kernel/result.ts'
import type { KeyRow } from './client-keys.ts'
import { registrationFault } from './client-registration.ts'
import type { Partner, PartnerRegistration } from './partners/schema.ts'
import { seedPartner } from './partners/store.ts'
import { hashPassword } from './passwords.ts'
import { canonicalScope } from './permissions.ts'
import type {
  AccountRegistration,
  Client,
  ClientKey,
  ClientRegistration,
  Member,
  Role,
  Service,
  System,
} from './schema.ts'

/** A machine with what proves that it is the one it says. */
export interface RegisteredClient extends Client {
  /** Those that count now. */
  readonly keys: readonly ClientKey[]
  /** Thumbprints that count nowhere any more, in a key set of its own neither. */
  readonly revoked?: ReadonlySet<string>
  readonly secretHash?: string
}

export interface Account {
  readonly username: string
  readonly name: string
  readonly member: string
  readonly roles: readonly Role[]
  readonly status: 'active' | 'suspended'
  readonly passwordHash: string
  readonly demo: boolean
}

export interface FederationRows {
  readonly members: readonly Member[]
  readonly systems: readonly System[]
  readonly services: readonly Service[]
  readonly clients: readonly RegisteredClient[]
  readonly clientKeys: readonly KeyRow[]
  readonly accounts: readonly Account[]
  readonly partners: readonly Partner[]
  /** The newest test call of each partner that was tested. */
  readonly partnerTests: readonly { readonly id: string; readonly at: string; readonly ok: boolean }[]
}

export interface FederationRegistration {
  readonly members: readonly Member[]
  readonly systems: readonly System[]
  readonly services: readonly Service[]
  readonly clients?: readonly ClientRegistration[]
  readonly accounts?: readonly AccountRegistration[]
  readonly partners?: readonly PartnerRegistration[]
}

export type Queryable = Pick<pg.ClientBase, 'query'>

/**
 * Registers what a country pack declares; what is there already is brought up to date. Standing is not the pack's to
 * say once something is registered: loading it again lifts no suspension.
 */
export async function importFederation(tx: Queryable, declared: FederationRegistration): Promise<Result<true>> {
  await tx.query(memberUpsert, [JSON.stringify(declared.members)])
  await tx.query(systemUpsert, [JSON.stringify(declared.systems)])
  await tx.query(serviceUpsert, [JSON.stringify(declared.services)])
  for (const client of declared.clients ?? []) {
    const registered = await registerClient(tx, client)
    if (!registered.ok) return registered
  }
  for (const account of declared.accounts ?? []) await registerAccount(tx, account)
  for (const partner of declared.partners ?? []) await seedPartner(tx, partner)
  return ok(true)
}

const memberUpsert = `
insert into member (id, name, kind, status, registration, contact, country)
select id, name, kind, status, registration, contact, country from jsonb_to_recordset($1::jsonb)
  as r(id text, name jsonb, kind text, status text, registration text, contact text, country text)
on conflict (id) do update set name = excluded.name, kind = excluded.kind, registration = excluded.registration,
  contact = excluded.contact, country = excluded.country`

const systemUpsert = `
insert into system (id, member, name, description, connector, address, status, country)
select id, member, name, description, connector, address, status, country from jsonb_to_recordset($1::jsonb)
  as r(id text, member text, name jsonb, description jsonb, connector text, address text, status text,
    country text)
on conflict (id) do update set member = excluded.member, name = excluded.name, description = excluded.description,
  connector = excluded.connector, address = excluded.address, country = excluded.country`

const serviceUpsert = `
insert into service (id, system, member, name, record_type, mapping, ask_by, conditions, timeout_ms, operation)
select id, system, member, name, "recordType", mapping, "askBy", conditions, "timeoutMs", operation
from jsonb_to_recordset($1::jsonb)
  as r(id text, system text, member text, name jsonb, "recordType" text, mapping text, "askBy" jsonb, conditions text,
    "timeoutMs" integer, operation jsonb)
on conflict (id) do update set system = excluded.system, member = excluded.member, name = excluded.name,
  record_type = excluded.record_type, mapping = excluded.mapping, ask_by = excluded.ask_by,
  conditions = excluded.conditions, timeout_ms = excluded.timeout_ms, operation = excluded.operation`

export async function registerClient(tx: Queryable, client: ClientRegistration): Promise<Result<true>> {
  const fault = registrationFault(client)
  if (fault !== undefined) return fail(fault)
  const secretHash = client.secret === undefined ? null : await hashPassword(client.secret, 'machine')
  await tx.query(
    `insert into client (id, member, name, status, scopes, authentication, keys, secret_hash, default_purpose)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (id) do update set member = excluded.member, name = excluded.name, scopes = excluded.scopes,
       authentication = excluded.authentication, keys = excluded.keys, secret_hash = excluded.secret_hash,
       default_purpose = excluded.default_purpose`,
    [
      client.id,
      client.member,
      client.name,
      client.status,
      client.scopes.map(canonicalScope),
      client.authentication,
      JSON.stringify(client.keys ?? []),
      secretHash,
      client.defaultPurpose ?? null,
    ],
  )
  return ok(true)
}

export async function registerAccount(tx: Queryable, account: AccountRegistration): Promise<void> {
  const { username, name, member, roles, password, demo, areas } = account
  await tx.query(
    `insert into account (username, name, member, roles, password_hash, demo, areas)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (username) do update set name = excluded.name, member = excluded.member, roles = excluded.roles,
       password_hash = excluded.password_hash, demo = excluded.demo, areas = excluded.areas`,
    [username, name, member, roles, await hashPassword(password, 'person'), demo ?? false, areas ?? []],
  )
}

/** Suspends or reinstates; answers whether there is such a one. Takes effect everywhere within a second. */
export async function setStanding(
  tx: Queryable,
  what: 'member' | 'system' | 'client' | 'account',
  { id, status }: { readonly id: string; readonly status: 'active' | 'suspended' },
): Promise<boolean> {
  const { rowCount } = await tx.query(standingUpdates[what], [id, status])
  return rowCount === 1
}

const standingUpdates = {
  member: 'update member set status = $2 where id = $1',
  system: 'update system set status = $2 where id = $1',
  client: 'update client set status = $2 where id = $1',
  account: 'update account set status = $2 where username = $1',
}

/** Where each of these systems is reached now; the others stay where they are. */
export async function setSystemAddresses(tx: Queryable, addresses: Readonly<Record<string, string>>): Promise<void> {
  await tx.query(
    `update system set address = given.address
     from jsonb_each_text($1::jsonb) as given(id, address)
     where system.id = given.id and system.address <> given.address`,
    [JSON.stringify(addresses)],
  )
}

export async function federationRevision(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ number: number }>({
    name: 'federation-revision',
    text: `select number from revision where topic = 'federation'`,
  })
  return rows[0]?.number ?? 0
}

/** Everything, as of one moment: one statement sees one snapshot. */
export async function loadFederation(db: Queryable): Promise<FederationRows> {
  const { rows } = await db.query<{ all: FederationRows }>(everything)
  const found = rows[0]?.all
  if (found === undefined) throw new Error('a select without from answered no row')
  return found
}

// Absent and null are one in SQL and two in the nouns: json_strip_nulls leaves out what is absent.
const everything = `
select json_build_object(
  'members', (select coalesce(json_agg(json_strip_nulls(json_build_object('id', id, 'name', name, 'kind', kind,
    'status', status, 'registration', registration, 'contact', contact, 'country', country)) order by id), '[]')
    from member),
  'systems', (select coalesce(json_agg(json_strip_nulls(json_build_object('id', id, 'member', member, 'name', name,
    'description', description, 'connector', connector, 'address', address, 'status', status, 'country', country))
    order by id), '[]') from system),
  'services', (select coalesce(json_agg(json_build_object('id', id, 'system', system, 'member', member, 'name', name,
    'recordType', record_type, 'mapping', mapping, 'askBy', ask_by, 'conditions', conditions,
    'timeoutMs', timeout_ms, 'operation', operation) order by id), '[]') from service),
  'clients', (select coalesce(json_agg(json_strip_nulls(json_build_object('id', id, 'member', member, 'name', name,
    'status', status, 'scopes', scopes, 'authentication', authentication, 'keys', keys, 'secretHash', secret_hash,
    'defaultPurpose', default_purpose, 'createdAt', created_at)) order by id), '[]') from client),
  'clientKeys', (select coalesce(json_agg(json_build_object('client', client, 'kid', kid, 'key', key,
    'revoked', revoked_at is not null) order by client, added_at, kid), '[]') from client_key),
  'accounts', (select coalesce(json_agg(json_build_object('username', username, 'name', name, 'member', member,
    'roles', roles, 'status', status, 'passwordHash', password_hash, 'demo', demo) order by username), '[]')
    from account),
  'partners', (select coalesce(json_agg(partner.agreed::jsonb || jsonb_build_object('id', partner.id,
    'client', partner.client, 'member', client.member, 'status', partner.status, 'createdAt', partner.created_at,
    'updatedAt', partner.updated_at) order by partner.id), '[]') from partner join client on client.id = partner.client),
  'partnerTests', (select coalesce(json_agg(json_build_object('id', id, 'at', tested_at, 'ok', test_passed)), '[]')
    from partner where tested_at is not null)
) as all`
