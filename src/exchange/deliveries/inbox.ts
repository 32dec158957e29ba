/** What came: requests that are worked on later, and what partners' servers sent us. What they say is told to nobody. */
import type pg from 'pg'
import { administer } from '../../federation/administration.ts'
import type { Directory } from '../../federation/directory.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { enqueue } from '../../platform/jobs/enqueue.ts'
import type { Task } from '../../platform/jobs/task.ts'
import { messageNotGivenUp, unknownCursor, unknownMessage } from '../problems.ts'
import type { Viewer } from '../store/list.ts'
import { callerOfKey } from './message-store.ts'
import { jobAttemptsLimit } from './queue.ts'
import type { Operator, ReplayWorld } from './replay.ts'
import type {
  AcceptedFilter,
  AcceptedList,
  ReceivedEntry,
  ReceivedFilter,
  ReceivedList,
  WaitingMessage,
} from './schema.ts'

export interface InboxWorld extends ReplayWorld {
  readonly directory: Pick<Directory, 'current'>
  /** The job that does what an accepted message asks. */
  readonly work: Task
}

interface AcceptedRow {
  readonly id: string
  readonly caller: string
  readonly member: string
  readonly protocol: string
  readonly operation: string
  readonly message_id: string
  readonly transaction_id: string
  readonly correlation_id: string
  readonly received_at: Date
  readonly state: WaitingMessage['state']
  readonly tries: number
  readonly kept: boolean
}

const defaultLimit = 50
const acceptedColumns = `id, caller, member, protocol, operation, message_id, transaction_id, correlation_id, received_at,
  state, tries, request is not null as kept`
const memberOf = (viewer: Viewer): string | null => (viewer === 'all' ? null : viewer.member)

/** Newest first; the cursor is the id of the last one shown, as ids sort by time. */
export async function listAccepted(
  database: pg.Pool,
  { state, cursor, limit = defaultLimit }: AcceptedFilter,
  viewer: Viewer,
): Promise<Result<AcceptedList>> {
  if (cursor !== undefined && !/^in-[0-9a-z]{26}$/.test(cursor)) return fail(unknownCursor)
  const { rows } = await database.query<AcceptedRow>({
    name: 'message-list',
    text: `select ${acceptedColumns} from known_message
           where accepted and state <> 'done' and ($1::text is null or member = $1)
             and ($2::text is null or state = $2) and ($3::text is null or id < $3)
           order by id desc limit $4`,
    values: [memberOf(viewer), state ?? null, cursor ?? null, limit + 1],
  })
  const messages = rows.slice(0, limit).map(acceptedView)
  const last = messages.at(-1)
  return ok({ messages, ...(rows.length > limit && last !== undefined ? { next: last.id } : {}) })
}

const acceptedView = (row: AcceptedRow): WaitingMessage => ({
  id: row.id,
  protocol: row.protocol,
  operation: row.operation,
  member: row.member,
  client: callerOfKey(row).id,
  messageId: row.message_id,
  transactionId: row.transaction_id,
  correlationId: row.correlation_id,
  receivedAt: row.received_at.toISOString(),
  state: row.state,
  tries: row.tries,
  retriable: row.state === 'failed' && row.kept,
})

/** An administrative act: its work is begun anew, with all its tries before it. */
export async function retryAccepted(
  id: string,
  { by, viewer }: Operator,
  { database, ledger, clock, work }: InboxWorld,
): Promise<Result<WaitingMessage>> {
  const find = async (): Promise<WaitingMessage | undefined> => {
    const { rows } = await database.query<AcceptedRow>({
      name: 'message-find-one',
      text: `select ${acceptedColumns} from known_message where id = $1 and accepted and ($2::text is null or member = $2)`,
      values: [id, memberOf(viewer)],
    })
    return rows[0] && acceptedView(rows[0])
  }
  const found = await find()
  if (found === undefined) return fail(unknownMessage)
  if (!found.retriable) return fail(messageNotGivenUp)
  const { member: concerns, operation } = found
  const begun = await administer(ledger, {
    ...{ by, at: clock.now(), act: 'message.retry', concerns, subject: id, details: { operation } },
    async write(tx) {
      const { rowCount } = await tx.query(
        `update known_message set state = 'waiting', tries = 0, expires_at = null
         where id = $1 and state = 'failed' and request is not null`,
        [id],
      )
      if (rowCount !== 1) return false
      await enqueue(tx, { task: work, payload: { id }, key: `work:${id}`, attemptsLimit: jobAttemptsLimit })
      return true
    },
  })
  // Somebody was quicker, or its time ended this moment.
  if (!begun.ok) return fail(begun.problem.code === 'ledger.rejected' ? messageNotGivenUp : begun.problem)
  return ok({ ...found, state: 'waiting', tries: 0, retriable: false })
}

interface ReceivedRow {
  readonly number: number
  readonly partner: string
  readonly operation: string
  readonly message_id: string
  readonly transaction_id: string | null
  readonly correlation_id: string | null
  readonly received_at: Date
}

/** Newest first: those of the viewer's own partners, or all. */
export async function listReceived(
  { database, directory }: InboxWorld,
  { partner, transaction, cursor, limit = defaultLimit }: ReceivedFilter,
  viewer: Viewer,
): Promise<ReceivedList> {
  const partners = [...(await directory.current()).partners.values()]
  const own = viewer === 'all' ? null : partners.filter(({ member }) => member === viewer.member).map(({ id }) => id)
  const { rows } = await database.query<ReceivedRow>({
    name: 'received-list',
    text: `select number, partner, operation, message_id, transaction_id, correlation_id, received_at
           from received_message
           where ($1::text[] is null or partner = any($1)) and ($2::text is null or partner = $2)
             and ($3::text is null or transaction_id = $3) and ($4::bigint is null or number < $4)
           order by number desc limit $5`,
    values: [own, partner ?? null, transaction ?? null, cursor ?? null, limit + 1],
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { messages: shown.map(receivedView), ...(rows.length > limit && last ? { next: String(last.number) } : {}) }
}

const receivedView = (row: ReceivedRow): ReceivedEntry => ({
  partner: row.partner,
  operation: row.operation,
  messageId: row.message_id,
  receivedAt: row.received_at.toISOString(),
  ...(row.transaction_id === null ? {} : { transactionId: row.transaction_id }),
  ...(row.correlation_id === null ? {} : { correlationId: row.correlation_id }),
})
