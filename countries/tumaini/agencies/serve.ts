// A small HTTP host that every agency's server stands on: bounded bodies, the fault switch, a clean stop.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type FaultState, noFault, readFault, type Spoils, spoilAnswer } from './faults.ts'

export type Call = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly header: (name: string) => string | null
  readonly body: string
}
export type Answer = {
  readonly status: number
  readonly type: string
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}
export type Agency = {
  readonly name: string
  readonly maxBodyBytes: number
  readonly handle: (call: Call, now: number) => Answer
  readonly tooLarge: () => Answer
  readonly spoils: Spoils
  /** Lets go of what it holds, after the last call. */
  readonly close?: () => void
}
export type Running = { readonly name: string; readonly address: string; readonly stop: () => Promise<void> }

export const json = (status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(value),
  headers,
})

const maxFaultBytes = 200

export async function serve(agency: Agency, at: { host: string; port: number }): Promise<Running> {
  const desk: Desk = { agency, fault: noFault }
  const server = createServer((request, response) => {
    receive(desk, request, response).catch(() => response.destroy())
  })
  server.requestTimeout = 30_000
  // Longer than any caller keeps a connection in its pool, so that none is cut while being reused.
  server.keepAliveTimeout = 65_000
  server.maxHeadersCount = 60
  await listen(server, at)
  const { port } = server.address() as AddressInfo
  return {
    name: agency.name,
    address: `http://${at.host}:${port}`,
    stop: () => close(server).then(() => agency.close?.()),
  }
}

type Desk = { readonly agency: Agency; fault: FaultState }

async function receive(desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { agency } = desk
  const url = URL.parse(request.url ?? '/', 'http://agency.invalid')
  if (url === null) return send(response, json(400, { error: 'bad request line' }))
  const lab = url.pathname === '/_lab/faults'
  if (!lab && desk.fault.mode === 'down') {
    response.socket?.destroy()
    return
  }
  const body = await readBody(request, lab ? maxFaultBytes : agency.maxBodyBytes)
  if (body === null) return send(response, { ...agency.tooLarge(), headers: { connection: 'close' } })
  if (lab) return send(response, setFault(desk, request, body))
  const call: Call = {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    header: (name) => {
      const value = request.headers[name]
      return typeof value === 'string' ? value : null
    },
    body,
  }
  const answer = spoilAnswer(agency.handle(call, performance.now()), desk.fault.mode, agency.spoils)
  if (desk.fault.mode === 'slow') await pause(desk.fault.delayMs, response)
  send(response, answer)
}

function setFault(desk: Desk, request: IncomingMessage, body: string): Answer {
  const remote = request.socket.remoteAddress ?? ''
  if (!/^(::ffff:)?127\.|^::1$/.test(remote)) return json(403, { error: 'loopback only' })
  if (request.method === 'GET') return json(200, desk.fault)
  const fault = request.method === 'POST' ? readFault(body) : null
  if (fault === null) return json(400, { error: 'POST {"mode": …, "delayMs": 1 to 120000}' })
  desk.fault = fault
  return json(200, fault)
}

/** The body as text, or null when it is larger than allowed. */
async function readBody(request: IncomingMessage, maxBytes: number): Promise<string | null> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    // The rest is read and dropped up to a bound, so that the caller gets to see the refusal.
    if (length > maxBytes + 1_000_000) return null
    if (length <= maxBytes) chunks.push(chunk)
  }
  return length > maxBytes ? null : Buffer.concat(chunks).toString('utf8')
}

function send(response: ServerResponse, answer: Answer): void {
  const bytes = Buffer.from(answer.body)
  response.writeHead(answer.status, {
    'content-type': answer.type,
    'content-length': bytes.length,
    ...answer.headers,
  })
  response.end(bytes)
}

/** Waits, but not longer than the caller does. */
function pause(delayMs: number, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, delayMs)
    response.on('close', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

function listen(server: Server, at: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(at.port, at.host, () => resolve())
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
