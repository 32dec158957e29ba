/**
 * Where callbacks and notifications arrive. Here: a small HTTP server that acknowledges whatever comes, and remembers it.
 * A node has addresses of its own for them (`own-doors.ts`).
 */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Json } from '../../kernel/canonical-json.ts'
import { wireInstant } from '../../standards/dci/instants.ts'
import { type CallbackAction, callbackPaths } from '../../standards/dci/registries.ts'
import { member, type OpenedMessage } from '../../standards/dci/sealed-message.ts'
import type { SignatureCheck } from '../../standards/dci/signature/verify.ts'

/** What is looked at of a message. One that was opened on its way in tells no more of its signature than that it held. */
export interface Opened extends Pick<OpenedMessage, 'header' | 'message'> {
  readonly signature: Exclude<SignatureCheck, { result: 'valid' }> | { readonly result: 'valid' }
}

export interface Arrived {
  /** Below the receiver's address. */
  readonly path: string
  readonly body: Json | undefined
  /** Where it was opened on its way in; `body` is in clear then. */
  readonly opened?: Opened
  readonly at: Date
}

export interface Receiver {
  /** Why something that was sent may not have arrived. */
  readonly takes?: string
  /** Where the answer to a request with this action is to be sent. */
  urlOf(action: CallbackAction): string
  readonly arrived: readonly Arrived[]
  /** The first that fits, of those that came and those that come within the time. */
  next(fits: (arrived: Arrived) => boolean, withinMs: number): Promise<Arrived | undefined>
}

export interface ListeningReceiver extends Receiver {
  /** The oldest, which is then forgotten: for who listens without an end. */
  take(withinMs: number): Promise<Arrived | undefined>
  close(): Promise<void>
}

export interface ReceiverOptions {
  readonly port: number
  /** The address to listen at; everything unless told. */
  readonly host?: string
  /** How the server reaches us, where that is another address: `https://tunnel.example.org`. */
  readonly publicUrl?: string
}

const bytesLimit = 8_000_000
const keptLimit = 1_000
const everyMs = 25

export async function openReceiver({ port, host, publicUrl }: ReceiverOptions): Promise<ListeningReceiver> {
  const arrived: Arrived[] = []
  const server = createServer((request, response) => {
    read(request)
      .then((body) => {
        if (arrived.length < keptLimit) arrived.push({ path: request.url ?? '/', body, at: new Date() })
        const correlation = member(member(body, 'message'), 'correlation_id')
        const ack = {
          ack_status: body === undefined ? 'ERR' : 'ACK',
          timestamp: wireInstant(new Date()),
          correlation_id: typeof correlation === 'string' ? correlation.slice(0, 99) : 'none',
        }
        response.writeHead(body === undefined ? 400 : 200, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ message: ack }))
      })
      .catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const next: Receiver['next'] = async (fits, withinMs) => {
    const until = Date.now() + withinMs
    for (;;) {
      const found = arrived.find(fits)
      if (found !== undefined || Date.now() >= until) return found
      await sleep(Math.min(everyMs, withinMs))
    }
  }
  const base = (publicUrl ?? `http://127.0.0.1:${(server.address() as AddressInfo).port}`).replace(/\/$/, '')
  return {
    urlOf: (action) => base + callbackPaths[action],
    arrived,
    next,
    async take(withinMs) {
      await next(() => true, withinMs)
      return arrived.shift()
    },
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

async function read(request: IncomingMessage): Promise<Json | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length
    if (bytes > bytesLimit) throw new Error('too large')
    chunks.push(chunk as Buffer)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Json
  } catch {
    return undefined
  }
}
