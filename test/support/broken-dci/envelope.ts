/** Header, times and signature of what the server says, and the checks of what it is told. */
import { randomUUID } from 'node:crypto'
import type { errorCodes } from '../../../src/standards/dci/codes.ts'
import type { Tree } from '../../../src/standards/dci/envelope.ts'
import { parseInstant } from '../../../src/standards/dci/instants.ts'
import { isTree, openMessage, sealMessage } from '../../../src/standards/dci/sealed-message.ts'
import { Rejected } from './evaluate.ts'
import type { World } from './world.ts'

/** A message that is refused as a whole. */
export class Refused extends Error {
  readonly status: number
  readonly code: (typeof errorCodes)[number]
  readonly reason: string | undefined

  constructor(status: number, code: (typeof errorCodes)[number], message: string, reason?: string) {
    super(message)
    this.status = status
    this.code = code
    this.reason = reason
  }
}

const bad = (message: string, reason?: string): never => {
  throw new Refused(400, 'err.request.bad', message, reason)
}

export const stamp = ({ has }: World, at = new Date()): string =>
  `${at.toISOString().slice(0, 19)}${has('time-without-zone') ? '' : 'Z'}`

export interface Told {
  readonly header: Tree
  readonly message: Tree
}

const known = /^(search|subscribe|unsubscribe|txn-status|notify)$/

/** The message of a caller, checked; throws `Refused`. */
export async function hear(body: unknown, action: string, world: World): Promise<Told> {
  if (!isTree(body)) return bad('the body is not an object')
  const lenient = world.has('accepts-missing-fields')
  const now = world.has('accepts-stale-signature') ? signedAt(body) : new Date()
  const opened = await openMessage(body, {
    keysOf: async () => world.callerKeys,
    decryption: [world.keys.encryption],
    now,
  })
  if (!opened.ok) {
    if (opened.problem === 'undecryptable') throw new Refused(400, 'err.encryption.invalid', 'cannot be decrypted')
    if (!lenient || !isTree(body.message)) return bad('header or message is missing')
  }
  const signature = opened.ok ? opened.value.signature : { result: 'none' }
  if (signature.result === 'invalid' && !world.has('accepts-wrong-signature')) {
    throw new Refused(401, 'err.signature.invalid', 'the signature is not valid')
  }
  const message = opened.ok ? opened.value.message : (body.message as Tree)
  const header = isTree(body.header) ? body.header : bad('the header is missing')
  checkHeader(header, action, world)
  return { header, message }
}

/** With the fault: the time that the signature itself names, whenever that was. */
function signedAt({ signature }: Tree): Date {
  const created = /created="(\d+)"/.exec(String(signature))?.[1]
  return created === undefined ? new Date() : new Date(Number(created) * 1000)
}

function checkHeader(header: Tree, action: string, world: World): void {
  const { message_id, message_ts, sender_id, version } = header
  if (version !== undefined && version !== '1.0.0') bad('another version', 'rjct.version.invalid')
  if (typeof header.action === 'string' && header.action !== action) {
    bad('another action', known.test(header.action) ? 'rjct.action.not_supported' : 'rjct.action.invalid')
  }
  if (world.has('accepts-missing-fields')) return
  if (typeof message_id !== 'string' || message_id === '' || message_id.length > 200) bad('message_id is missing')
  const dated = world.has('accepts-time-without-zone')
    ? !Number.isNaN(Date.parse(String(message_ts)))
    : parseInstant(message_ts)
  if (!dated) bad('message_ts is no date-time with zone', 'rjct.message_ts.invalid')
  if (header.action !== action) bad('action is missing', 'rjct.action.invalid')
  if (typeof sender_id !== 'string' || sender_id === '') throw new Refused(400, 'err.sender_id.invalid', 'no sender_id')
}

export interface Said {
  readonly action: string
  readonly status: string
  readonly count: number
  readonly completed: number
  readonly to: Tree
}

export async function say(message: Tree, said: Said, world: World): Promise<Tree> {
  const header: Tree = {
    version: '1.0.0',
    message_id: randomUUID(),
    message_ts: stamp(world),
    action: world.has('wrong-action') ? String(said.to.action) : said.action,
    status: said.status,
    total_count: world.has('counts-as-text') ? String(said.count) : said.count,
    completed_count: said.completed,
    sender_id: 'registry.example.test',
    receiver_id: String(said.to.sender_id),
    is_msg_encrypted: false,
    meta: {},
  }
  const seal = { profile: 'dci-httpsig', canonicalForm: 'python-json', signer: world.keys.signer } as const
  const signed = world.has('signs-another-message') ? { header, message: { ...message, more: 1 } } : { header, message }
  const sealed = await sealMessage(signed, seal, new Date())
  if (!sealed.ok) throw new Error('the test server cannot sign')
  return { ...sealed.value, message }
}

export function errorBody(error: unknown, world: World): { status: number; body: Tree } {
  const refused = error instanceof Refused ? error : undefined
  const status = refused?.status ?? (error instanceof Rejected ? 400 : 500)
  const code = refused?.code ?? (status === 500 ? 'err.service.unavailable' : 'err.request.bad')
  const where = world.has('leaks-stack-trace') && error instanceof Error ? ` ${error.stack}` : ''
  const fault = {
    code: world.has('own-reason-codes') ? 'E-1001' : code,
    message: `${refused?.message ?? 'failed'}${where}`,
  }
  const reason = refused?.reason
  const header =
    reason === undefined
      ? {}
      : {
          header: {
            status: 'rjct',
            status_reason_code: reason,
            message_id: randomUUID(),
            message_ts: stamp(world),
            action: 'error',
          },
        }
  const ack = { ack_status: 'ERR', timestamp: stamp(world), correlation_id: randomUUID(), error: fault }
  return { status, body: { ...header, message: ack, errors: [fault] } }
}
