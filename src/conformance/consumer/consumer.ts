/** A caller of a server of the standard: it composes messages, sends them and opens what comes back. */
import { randomUUID } from 'node:crypto'
import type { Json } from '../../kernel/canonical-json.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { PublicJwk } from '../../kernel/signature.ts'
import type { DecryptionKey } from '../../standards/dci/encryption.ts'
import { requestHeader, type Tree } from '../../standards/dci/envelope.ts'
import { type OperationName, operations } from '../../standards/dci/registries.ts'
import {
  type ClearMessage,
  type OpenedMessage,
  type OpenFault,
  openMessage,
  type Seal,
  sealMessage,
} from '../../standards/dci/sealed-message.ts'
import { type Credentials, fetchToken, type NoToken } from './credentials.ts'
import { type KeySet, openKeySet } from './key-set.ts'
import type { HttpReply, NoReply, Transport } from './transport.ts'

export interface ConsumerOptions {
  readonly transport: Transport
  /** Of the registry: `https://host/dci/sr/v1.0.0`. */
  readonly baseUrl: string
  readonly credentials: Credentials
  readonly senderId: string
  readonly receiverId: string
  /** Where callbacks go. */
  readonly senderUri?: string
  readonly seal: Seal
  /** Whether messages are encrypted to the server's key. */
  readonly encrypt: boolean
  readonly decryption: readonly DecryptionKey[]
  /** The server's key set; at the well-known address of its host unless told. */
  readonly jwksUrl?: string
  /** The server's keys, where it publishes none. */
  readonly keys: readonly PublicJwk[]
}

/** A call and what came of it. */
export interface Exchange {
  readonly reply: HttpReply
  /** The body as JSON; undefined when it is none. */
  readonly json: Json | undefined
  readonly opened: Result<OpenedMessage, OpenFault>
}

export type Token = 'own' | 'none' | 'wrong'

export interface Consumer {
  readonly options: ConsumerOptions
  readonly keySet: KeySet
  /** A header and message of an operation, ready to be altered and sealed. */
  compose(operation: OperationName, message: Tree, more?: Partial<Tree>): ClearMessage
  seal(clear: ClearMessage, seal?: Partial<Seal>, at?: Date): Promise<Tree>
  /** Sends a body to an operation, as it is. */
  post(
    operation: OperationName,
    body: string,
    how?: { token?: Token; type?: string },
  ): Promise<Result<Exchange, NoReply>>
  /** Composes, seals and sends. */
  ask(operation: OperationName, message: Tree, more?: Partial<Tree>): Promise<Result<Exchange, NoReply>>
  open(body: unknown): Promise<Result<OpenedMessage, OpenFault>>
  get(url: string): Promise<Result<Exchange, NoReply>>
  token(credentials?: Credentials): Promise<Result<string | undefined, NoToken>>
  readonly origin: string
}

export function openConsumer(options: ConsumerOptions): Consumer {
  const { transport, baseUrl } = options
  const { origin } = new URL(baseUrl)
  const base = baseUrl.replace(/\/$/, '')
  const keySet = openKeySet(options.keys, options.jwksUrl ?? `${origin}/.well-known/jwks.json`, transport)
  let held: Promise<Result<string | undefined, NoToken>> | undefined
  const open = (body: unknown) =>
    openMessage(body, { keysOf: (kid) => keySet.of(kid), decryption: options.decryption, now: new Date() })
  const opened = async (reply: HttpReply): Promise<Exchange> => {
    const json = jsonOf(reply.text)
    return { reply, json, opened: json === undefined ? fail('not-a-message') : await open(json) }
  }
  const consumer: Consumer = {
    options,
    origin,
    keySet,
    open,
    token: (credentials = options.credentials) => fetchToken(credentials, { transport, origin }),
    compose(operation, message, more = {}) {
      const header = requestHeader({
        action: operations[operation].action,
        messageId: randomUUID(),
        at: new Date(),
        senderId: options.senderId,
        receiverId: options.receiverId,
        totalCount: countOf(message),
        ...(options.senderUri === undefined ? {} : { senderUri: options.senderUri }),
      })
      // A member that is set to undefined is left out.
      return { header: JSON.parse(JSON.stringify({ ...header, ...more })), message }
    },
    async seal(clear, seal = {}, at = new Date()) {
      const encryptTo = options.encrypt ? await keySet.encryption() : undefined
      const whole = { ...options.seal, ...(encryptTo === undefined ? {} : { encryptTo }), ...seal }
      const sealed = await sealMessage(clear, whole, at)
      if (!sealed.ok) throw new Error('the server’s key cannot be encrypted to')
      return sealed.value
    },
    async post(operation, body, { token = 'own', type = 'application/json' } = {}) {
      held ??= consumer.token()
      const own = token === 'own' ? await held : ok(undefined)
      const bearer = token === 'wrong' ? wrongToken : own.ok ? own.value : undefined
      const headers = {
        accept: 'application/json',
        'content-type': type,
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      }
      const reply = await transport.call({ method: 'POST', url: base + operations[operation].path, headers, body })
      if (reply.ok && reply.value.status === 401) held = undefined
      return reply.ok ? ok(await opened(reply.value)) : reply
    },
    async ask(operation, message, more) {
      return consumer.post(operation, JSON.stringify(await consumer.seal(consumer.compose(operation, message, more))))
    },
    async get(url) {
      const reply = await transport.call({ method: 'GET', url, headers: { accept: 'application/json' } })
      return reply.ok ? ok(await opened(reply.value)) : reply
    },
  }
  return consumer
}

const wrongToken = 'no-token-of-anybody'

function countOf(message: Tree): number {
  const list = message.search_request ?? message.subscribe_request
  return Array.isArray(list) ? list.length : 1
}

function jsonOf(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
