/**
 * A small server of the standard that answers from a few made-up people. As it is, it is right; faults are switched on
 * one at a time, so that a check which finds none can be told from a check which looks.
 */
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import { canonicalJson } from '../../../src/kernel/canonical-json.ts'
import type { PublicJwk } from '../../../src/kernel/signature.ts'
import type { Tree } from '../../../src/standards/dci/envelope.ts'
import { operations, type RegistryName } from '../../../src/standards/dci/registries.ts'
import { isTree } from '../../../src/standards/dci/sealed-message.ts'
import { errorBody, hear, Refused, say, stamp } from './envelope.ts'
import type { Fault } from './faults.ts'
import { makeKeys } from './keys.ts'
import {
  details,
  eventsOf,
  type Hearing,
  notification,
  search,
  status,
  subscribe,
  unsubscribe,
  type Worked,
  yesOrNo,
} from './operations.ts'
import { people, recordOf } from './people.ts'
import type { Answer, World } from './world.ts'

export const client = { id: 'conformance-client', secret: 'correct horse battery staple' } as const

export interface DciServer {
  readonly origin: string
  readonly baseUrl: string
  readonly world: World
}

export interface DciServerOptions {
  readonly registry?: RegistryName
  readonly fault?: Fault
  readonly callerKeys?: readonly PublicJwk[]
  /** Those of the registry unless told. */
  readonly events?: readonly string[]
  readonly notifyEveryMs?: number
  /** The access token that it issues and takes. */
  readonly token?: string
}

export async function startDciServer(t: TestContext, options: DciServerOptions = {}): Promise<DciServer> {
  const { registry = 'sr', fault, callerKeys = [], notifyEveryMs = 150, token = randomUUID() } = options
  const world: World = {
    registry,
    events: options.events ?? eventsOf[registry],
    has: (one) => one === fault,
    keys: makeKeys(),
    callerKeys,
    token,
    transactions: [],
    subscriptions: [],
    heard: new Map(),
    later: new Set(),
  }
  const server = createServer((request, response) => {
    serve(request, world)
      .catch((error: unknown) => errorBody(error, world))
      .then(({ status: code, body }) => {
        const html = world.has('html-errors') && code >= 400
        response.writeHead(code, { 'content-type': html ? 'text/html' : 'application/json' })
        response.end(html ? `<html><body><h1>Error ${code}</h1></body></html>` : JSON.stringify(body))
      })
      .catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const events = setInterval(() => tellSubscribers(world), notifyEveryMs)
  t.after(() => stop(server, events, world))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { origin, baseUrl: `${origin}/dci/${registry}/v1.0.0`, world }
}

async function stop(server: Server, events: NodeJS.Timeout, world: World): Promise<void> {
  clearInterval(events)
  for (const one of world.subscriptions) one.active = false
  await Promise.allSettled([...world.later])
  server.closeAllConnections()
  await new Promise((closed) => server.close(closed))
}

async function serve(request: IncomingMessage, world: World): Promise<Answer> {
  const { pathname } = new URL(request.url ?? '/', 'http://test')
  let text = ''
  for await (const chunk of request) text += chunk
  if (pathname === '/.well-known/jwks.json') {
    const own = world.has('private-key-in-jwks') ? world.keys.privateJwk : world.keys.jwk
    return { status: 200, body: { keys: [own, world.keys.encryption.jwk] } as unknown as Tree }
  }
  if (pathname === '/.well-known/locations.json')
    return { status: 200, body: { '@type': 'LocationHierarchy', locations: [] } }
  if (pathname === '/oauth2/client/token') return issueToken(text, world)
  const base = `/dci/${world.registry}/v1.0.0`
  const found = routes.find(({ path }) => pathname === base + path)
  if (found === undefined) throw new Refused(404, 'err.request.not_found', 'there is nothing here')
  if (request.headers.authorization !== `Bearer ${world.token}` && !world.has('accepts-any-token')) {
    throw new Refused(401, 'err.request.unauthorized', 'the access token is not valid')
  }
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('application/json')) throw new Refused(415, 'err.request.bad', 'JSON is expected')
  return once(parse(text, world), found, world)
}

function issueToken(text: string, world: World): Answer {
  const form = new URLSearchParams(text)
  const right = form.get('client_id') === client.id && form.get('client_secret') === client.secret
  if (!right && !world.has('issues-token-for-any-secret')) return { status: 401, body: { error: 'invalid_client' } }
  return { status: 200, body: { access_token: world.token, token_type: 'Bearer', expires_in: '300' } }
}

const depthLimit = 40

function parse(text: string, world: World): unknown {
  if (depthOf(text) > depthLimit) {
    if (world.has('dies-of-depth')) throw new Error('too deep')
    throw new Refused(400, 'err.request.bad', 'nested too deeply')
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new Refused(400, 'err.request.bad', 'not JSON')
  }
}

function depthOf(text: string): number {
  let [depth, deepest] = [0, 0]
  for (const character of text) {
    if (character === '{' || character === '[') deepest = Math.max(deepest, ++depth)
    else if (character === '}' || character === ']') depth--
  }
  return deepest
}

interface ServedRoute {
  readonly path: string
  readonly action: string
  readonly answer: string
  readonly sync: boolean
  readonly work: (hearing: Hearing, world: World) => Worked
}

const served = (operation: keyof typeof operations, sync: boolean, work: ServedRoute['work']): ServedRoute => ({
  ...operations[operation],
  sync,
  work,
})

const routes: readonly ServedRoute[] = [
  served('syncSearch', true, search),
  served('search', false, search),
  served('syncStatus', true, status),
  served('status', false, status),
  served('subscribe', false, subscribe),
  served('unsubscribe', false, unsubscribe),
  served('enrolled', true, yesOrNo('enrolled_response', 'enrolled_status')),
  served('checkEnrollment', true, yesOrNo('enrolled_response', 'enrolled_status')),
  served('disabled', true, yesOrNo('disabled_response', 'disabled_status')),
  served('disabilityDetails', true, details),
  served('disabilitySupport', true, details),
]

/** The same message again is answered with what it was answered with. */
async function once(body: unknown, route: ServedRoute, world: World): Promise<Answer> {
  const told = await hear(body, route.action, world)
  const id = isTree(told.header) ? String(told.header.message_id) : ''
  const text = canonicalJson({ ...told, path: route.path })
  const before = world.heard.get(id)
  if (before !== undefined && before.body === text && !world.has('accepts-replay')) return before.answer
  if (before !== undefined && before.body !== text && !world.has('accepts-reused-message-id')) {
    throw new Refused(409, 'err.request.bad', 'the message_id was used', 'rjct.message_id.duplicate')
  }
  const answer = route.sync ? answerNow(told, route, world) : acknowledge(told, route, world)
  world.heard.set(id, { body: text, answer })
  return answer
}

async function answerNow(told: Omit<Hearing, 'correlation'>, route: ServedRoute, world: World): Promise<Answer> {
  const correlation = randomUUID()
  const done = route.work({ ...told, correlation }, world)
  remember(told, done.message, world)
  return { status: 200, body: await say(done.message, said(done, route, told), world) }
}

const said = (
  { status: outcome, count, completed }: Worked,
  { answer: action }: ServedRoute,
  { header: to }: { header: Tree },
) => ({ action, status: outcome, count, completed, to })

function remember({ message }: { message: Tree }, reply: Tree | undefined, world: World) {
  const items = Array.isArray(message.search_request) ? message.search_request : []
  const known = {
    transaction: String(message.transaction_id),
    correlation: String(reply?.correlation_id),
    references: items.map((item) => String((item as Tree).reference_id)),
    ...(reply === undefined ? {} : { reply }),
  }
  world.transactions.unshift(known)
  return known
}

const callbackDelayMs = 20

async function acknowledge(told: Omit<Hearing, 'correlation'>, route: ServedRoute, world: World): Promise<Answer> {
  const correlation = randomUUID()
  const { sender_uri: url } = told.header
  if (typeof url !== 'string' || !URL.canParse(url)) throw new Refused(400, 'err.sender_uri.invalid', 'no sender_uri')
  // What cannot be worked on at all is said at once.
  const done = route.work({ ...told, correlation }, world)
  const known = remember(told, { ...done.message, correlation_id: correlation }, world)
  known.reply = done.message
  if (!world.has('never-calls-back')) {
    const call = async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, callbackDelayMs))
      const message: Tree = {
        ...done.message,
        ...(world.has('wrong-correlation-id') ? { correlation_id: randomUUID() } : {}),
        ...(world.has('callback-with-other-transaction-id') ? { transaction_id: randomUUID() } : {}),
      }
      const to = world.has('callback-to-another-address') ? `${url}-elsewhere` : url
      for (let i = world.has('calls-back-twice') ? 2 : 1; i > 0; i--)
        await send(to, await say(message, said(done, route, told), world))
    }
    keep(call(), world)
  }
  const ack = { ack_status: 'ACK', timestamp: stamp(world) }
  const correlated = world.has('ack-without-correlation-id') ? ack : { ...ack, correlation_id: correlation }
  return { status: 200, body: { message: correlated } }
}

function keep(work: Promise<void>, world: World): void {
  const done = work.catch(() => undefined).finally(() => world.later.delete(done))
  world.later.add(done)
}

async function send(url: string, body: Tree): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  await fetch(url, { method: 'POST', headers, body: JSON.stringify(body), signal: AbortSignal.timeout(2000) }).catch(
    () => undefined,
  )
}

function tellSubscribers(world: World): void {
  const [first] = people
  if (first === undefined) return
  for (const subscription of world.subscriptions.filter(({ active }) => active)) {
    const tell = async (): Promise<void> => {
      const message = notification(subscription, recordOf(world.registry, first), world)
      const to = { action: 'notify', sender_id: 'subscriber' }
      await send(
        subscription.url,
        await say(message, { action: 'notify', status: 'succ', count: 1, completed: 1, to }, world),
      )
    }
    keep(tell(), world)
  }
}
