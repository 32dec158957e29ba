import type pg from 'pg'
import type { Json } from '../../kernel/canonical-json.ts'
import { sha256 } from '../../kernel/digest.ts'
import type { Acceptance, AcceptedMessage, Caller, KnownBy, KnownMessage } from '../plugin.ts'
import { type Sealing, seal, unseal } from '../sealed.ts'
import { callerKey } from '../store/write.ts'

/** What rests sealed of an accepted message. */
interface SealedRequest {
  readonly callbackUrl: string
  readonly body: Json
}

interface MessageRow {
  readonly id: string
  readonly caller: string
  readonly member: string
  readonly protocol: string
  readonly operation: string
  readonly message_id: string
  readonly transaction_id: string
  readonly correlation_id: string
  readonly reference_ids: readonly string[]
  readonly received_at: Date
  readonly state: KnownMessage['state']
  readonly body_digest: string | null
  readonly tries: number
  readonly key_id: string | null
  readonly request: Buffer | null
  readonly reply: Buffer | null
}

const requestName = (id: string): string => `${id} request`
const replyName = (id: string): string => `${id} reply`

/** What a message can be found by, each told apart by its kind and its caller: 64 bits of a digest. */
const lookupKey = (kind: 'transaction' | 'correlation' | 'reference', caller: string, value: string): string =>
  sha256(`${kind} ${caller} ${value}`).readBigInt64BE().toString()

const keysOf = (caller: string, message: Acceptance): string[] => [
  lookupKey('transaction', caller, message.transactionId),
  lookupKey('correlation', caller, message.correlationId),
  ...message.referenceIds.map((value) => lookupKey('reference', caller, value)),
]

const headOf = (id: string, at: Date, message: Acceptance, protocol: string) => {
  const caller = callerKey(message.caller)
  return {
    id,
    caller,
    member: message.caller.member,
    protocol,
    operation: message.operation,
    message_id: message.messageId,
    transaction_id: message.transactionId,
    correlation_id: message.correlationId,
    reference_ids: message.referenceIds,
    keys: keysOf(caller, message),
    received_at: at,
  }
}

const columns = `id, caller, member, protocol, operation, message_id, transaction_id, correlation_id, reference_ids,
  keys, received_at`
const recordset = `r(id text, caller text, member text, protocol text, operation text, message_id text,
  transaction_id text, correlation_id text, reference_ids text[], keys bigint[], received_at timestamptz,
  body_digest text, key_id text, sealed text, expires_at timestamptz)`

export interface NewMessage {
  readonly id: string
  readonly at: Date
  readonly protocol: string
  readonly message: Acceptance
}

/** False when an accepted message of this caller has this id already. */
export async function insertAccepted(
  tx: pg.ClientBase,
  { id, at, protocol, message }: NewMessage,
  { digest, sealing }: { readonly digest: string; readonly sealing: Sealing },
): Promise<boolean> {
  const sealed: SealedRequest = { callbackUrl: message.callbackUrl, body: message.body }
  const row = {
    ...headOf(id, at, message, protocol),
    body_digest: digest,
    key_id: sealing.answerKey.id,
    sealed: seal(JSON.stringify(sealed), requestName(id), sealing).toString('base64'),
  }
  const { rowCount } = await tx.query({
    name: 'message-accept',
    text: `insert into known_message (${columns}, state, accepted, body_digest, key_id, request)
           select ${columns}, 'waiting', true, body_digest, key_id, decode(sealed, 'base64')
           from json_to_recordset($1) as ${recordset}
           on conflict (caller, protocol, message_id) where accepted do nothing`,
    values: [JSON.stringify([row])],
  })
  return rowCount === 1
}

/** A reply that was given at once, to be kept until `expiresAt`. */
export interface Note extends NewMessage {
  readonly reply: Json
  readonly expiresAt: Date
}

/**
 * Many notes in one statement. The commit does not wait for the disk: nobody was promised them, and their exchanges have
 * evidence of their own.
 */
export async function insertNotes(database: pg.Pool, notes: readonly Note[], sealing: Sealing): Promise<void> {
  const rows = notes.map(({ id, at, message, protocol, reply, expiresAt }) => ({
    ...headOf(id, at, message, protocol),
    key_id: sealing.answerKey.id,
    sealed: seal(JSON.stringify(reply), replyName(id), sealing).toString('base64'),
    expires_at: expiresAt,
  }))
  await database.query({
    name: 'message-note',
    text: `insert into known_message (${columns}, state, accepted, key_id, reply, expires_at)
           select ${columns}, 'done', false, key_id, decode(sealed, 'base64'), expires_at
           from set_config('synchronous_commit', 'off', true), json_to_recordset($1) as ${recordset}`,
    values: [JSON.stringify(rows)],
  })
}

/** The accepted message of a caller with this id. */
export async function findAccepted(
  database: pg.ClientBase,
  { caller, messageId }: Pick<Acceptance, 'caller' | 'messageId'>,
  protocol: string,
): Promise<MessageRow | undefined> {
  const { rows } = await database.query<MessageRow>({
    name: 'message-find-accepted',
    text: 'select * from known_message where caller = $1 and protocol = $2 and message_id = $3 and accepted',
    values: [callerKey(caller), protocol, messageId],
  })
  return rows[0]
}

export const knownLimit = 100

export async function findKnown(
  database: pg.Pool,
  { protocol, caller, by }: { readonly protocol: string; readonly caller: Caller; readonly by: KnownBy },
  sealing: Sealing,
): Promise<KnownMessage[]> {
  const owner = callerKey(caller)
  const { rows } = await database.query<MessageRow>({
    name: 'message-find',
    text: `select * from known_message where keys && $1::bigint[] and caller = $2 and protocol = $3
           order by id desc limit ${knownLimit}`,
    values: [lookupKeys(owner, by), owner, protocol],
  })
  // A message that was sent again and answered at once was noted each time.
  const newest = new Map<string, KnownMessage>()
  for (const row of rows) {
    const key = `${row.operation} ${row.message_id}`
    if (!newest.has(key) && matches(row, by)) newest.set(key, known(row, sealing))
  }
  return [...newest.values()]
}

function lookupKeys(caller: string, by: KnownBy): string[] {
  if ('transactionId' in by) return [lookupKey('transaction', caller, by.transactionId)]
  if ('correlationId' in by) return [lookupKey('correlation', caller, by.correlationId)]
  return by.referenceIds.map((value) => lookupKey('reference', caller, value))
}

/** Two ids may share their 64 bits. */
function matches(row: MessageRow, by: KnownBy): boolean {
  if ('transactionId' in by) return row.transaction_id === by.transactionId
  if ('correlationId' in by) return row.correlation_id === by.correlationId
  return by.referenceIds.some((value) => row.reference_ids.includes(value))
}

function known(row: MessageRow, sealing: Sealing): KnownMessage {
  const text = opened(row.reply, replyName(row.id), row, sealing)
  return {
    operation: row.operation,
    transactionId: row.transaction_id,
    correlationId: row.correlation_id,
    referenceIds: row.reference_ids,
    receivedAt: row.received_at,
    state: row.state,
    ...(text === undefined ? {} : { reply: JSON.parse(text) as Json }),
  }
}

function opened(sealed: Buffer | null, name: string, row: MessageRow, { answerKey }: Sealing): string | undefined {
  if (sealed === null || row.key_id !== answerKey.id) return undefined
  const text = unseal(sealed, name, answerKey)
  return text.ok ? text.value : undefined
}

/** An accepted message that still waits, with one more try counted; `message` is absent when it does not open. */
export async function takeWaiting(
  database: pg.Pool,
  id: string,
  sealing: Sealing,
): Promise<{ readonly protocol: string; readonly tries: number; readonly message?: AcceptedMessage } | undefined> {
  const { rows } = await database.query<MessageRow>({
    name: 'message-take',
    text: `update known_message set tries = tries + 1 where id = $1 and state = 'waiting' returning *`,
    values: [id],
  })
  const [row] = rows
  if (row === undefined) return undefined
  const text = opened(row.request, requestName(id), row, sealing)
  const { protocol, tries } = row
  return text === undefined ? { protocol, tries } : { protocol, tries, message: acceptedOf(row, JSON.parse(text)) }
}

function acceptedOf(row: MessageRow, { callbackUrl, body }: SealedRequest): AcceptedMessage {
  return {
    id: row.id,
    caller: callerOfKey(row),
    operation: row.operation,
    messageId: row.message_id,
    transactionId: row.transaction_id,
    correlationId: row.correlation_id,
    referenceIds: row.reference_ids,
    receivedAt: row.received_at,
    callbackUrl,
    body,
  }
}

export function callerOfKey({ caller, member }: Pick<MessageRow, 'caller' | 'member'>): Caller {
  const colon = caller.indexOf(':')
  return { kind: caller.slice(0, colon) === 'person' ? 'person' : 'client', id: caller.slice(colon + 1), member }
}

export interface Ended {
  readonly id: string
  readonly state: 'done' | 'failed'
  readonly reply?: Json
  readonly expiresAt: Date
}

/** False when it had ended before: the first end stands. */
export async function endMessage(
  tx: pg.ClientBase | pg.Pool,
  { id, state, reply, expiresAt }: Ended,
  sealing: Sealing,
): Promise<boolean> {
  const sealed = reply === undefined ? null : seal(JSON.stringify(reply), replyName(id), sealing)
  const { rowCount } = await tx.query({
    name: 'message-end',
    // The request of one that was given up is kept for as long as an answer: its work may be begun anew.
    text: `update known_message set state = $2, reply = $3, expires_at = $5,
             key_id = case $2 when 'done' then $4 else key_id end,
             request = case $2 when 'done' then null else request end
           where id = $1 and state = 'waiting'`,
    values: [id, state, sealed, sealing.answerKey.id, expiresAt],
  })
  return rowCount === 1
}
