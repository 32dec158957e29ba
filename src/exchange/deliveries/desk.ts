import type pg from 'pg'
import { digestOf } from '../../kernel/digest.ts'
import { newId } from '../../kernel/ids.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { enqueue } from '../../platform/jobs/enqueue.ts'
import type { Task } from '../../platform/jobs/task.ts'
import type { Outbound } from '../../platform/outbound/outbound.ts'
import type { AllowedHosts } from '../../platform/outbound/target.ts'
import type { Acceptance, AcceptedMessage, Caller, MessageDesk } from '../plugin.ts'
import { callbackRefused, messageIdReused } from '../problems.ts'
import type { Sealing } from '../sealed.ts'
import { findAccepted, findKnown, insertAccepted } from './message-store.ts'
import type { Notes } from './notes.ts'
import { jobAttemptsLimit } from './queue.ts'
import { insertReceived } from './received-store.ts'

export interface DeskWorld {
  readonly database: pg.Pool
  readonly sealing: Sealing
  readonly now: () => Date
  /** How long a reply is kept. */
  readonly keepMs: number
  readonly outbound: Pick<Outbound, 'check'>
  /** Where a client may be called back, as agreed with it now; undefined: nowhere. */
  readonly hostsOf: (client: string) => AllowedHosts | undefined
  readonly notes: Notes
  /** The job that does what an accepted message asks. */
  readonly work: Task
}

const addressCheckLimitMs = 5_000

/** The messages of one protocol. */
export const messageDesk = (protocol: string, world: DeskWorld): MessageDesk => ({
  async accept(message) {
    const { caller, callbackUrl } = message
    const allowed = caller.kind === 'client' ? world.hostsOf(caller.id) : undefined
    if (!(await mayBeCalled(callbackUrl, { ...world, allowed }))) return fail(callbackRefused)
    return inTransaction(world.database, (tx) => acceptIn(tx, message, { ...world, protocol }))
  },
  note(message, reply) {
    const at = world.now()
    const expiresAt = new Date(at.getTime() + world.keepMs)
    return world.notes.add({ id: newId('in', at.getTime()), at, protocol, message, reply, expiresAt })
  },
  async find(caller: Caller, by) {
    // What this process has answered is to be found, though it is written behind the answers.
    await world.notes.written()
    return findKnown(world.database, { protocol, caller, by }, world.sealing)
  },
  async receive(message) {
    const at = world.now()
    const expiresAt = new Date(at.getTime() + world.keepMs)
    return { again: !(await insertReceived(world.database, message, { at, expiresAt, sealing: world.sealing })) }
  },
})

/** A host that cannot be looked up now may be there later; one that may not be called is told at once. */
export async function mayBeCalled(
  url: string,
  { outbound, allowed }: Pick<DeskWorld, 'outbound'> & { readonly allowed: AllowedHosts | undefined },
): Promise<boolean> {
  if (allowed === undefined) return false
  const checked = await outbound.check({ url, allowed, timeoutMs: addressCheckLimitMs })
  return checked.ok || checked.problem.kind !== 'address-refused'
}

async function acceptIn(
  tx: pg.ClientBase,
  message: Acceptance,
  { protocol, sealing, now, work }: DeskWorld & { readonly protocol: string },
): Promise<Result<AcceptedMessage>> {
  const at = now()
  const id = newId('in', at.getTime())
  const digest = digestOf({ operation: message.operation, body: message.body })
  if (await insertAccepted(tx, { id, at, protocol, message }, { digest, sealing })) {
    await enqueue(tx, { task: work, payload: { id }, key: `work:${id}`, attemptsLimit: jobAttemptsLimit })
    return ok({ ...message, id, receivedAt: at })
  }
  const first = await findAccepted(tx, message, protocol)
  if (first === undefined) throw new Error(`the accepted message ${message.operation} was there a moment ago`)
  if (first.body_digest !== digest) return fail(messageIdReused)
  return ok({ ...message, id: first.id, receivedAt: first.received_at, correlationId: first.correlation_id })
}
