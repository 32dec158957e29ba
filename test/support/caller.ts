import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { QuestionAnswer, SourceAnswer } from '../../src/exchange/schema.ts'
import { serverIdentity } from '../../src/platform/database/embedded-binaries.ts'
import { clusterPlaces, mainDatabase, superuser } from '../../src/platform/database/embedded-cluster.ts'

// A system of a member, calling a running Kiungo over HTTP; and what an operator can see of the node it calls.

export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  json<T>(): T
}

export interface Caller {
  readonly token: string
  get(path: string): Promise<Reply>
  post(path: string, body: unknown): Promise<Reply>
  /** One question to one service. */
  ask(question: Asked): Promise<SourceAnswer>
}

interface Asked {
  readonly service: string
  readonly purpose: string
  readonly subject: Readonly<Record<string, string>>
  readonly elements?: readonly string[]
  readonly deadlineMs?: number
}

export async function send(url: string, init: RequestInit = {}): Promise<Reply> {
  const reply = await fetch(url, init)
  const text = await reply.text()
  return { status: reply.status, headers: reply.headers, text, json: () => JSON.parse(text) }
}

/** A client of the demo with a shared secret. */
export async function callAs(url: string, client: string): Promise<Caller> {
  const form = { grant_type: 'client_credentials', client_id: client, client_secret: `${client}-secret` }
  const reply = await send(`${url}/oauth2/client/token`, { method: 'POST', body: new URLSearchParams(form) })
  return callWith(url, reply.json<{ access_token: string }>().access_token)
}

let messages = 0
export const messageId = (): string => `test-${process.pid}-${messages++}`

export function callWith(url: string, token: string): Caller {
  const authorization = `Bearer ${token}`
  const post = (path: string, body: unknown): Promise<Reply> =>
    send(`${url}${path}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  return {
    token,
    get: (path) => send(`${url}${path}`, { headers: { authorization } }),
    post,
    async ask({ service, purpose, subject, elements, deadlineMs }) {
      const source = { service, ...(elements === undefined ? {} : { elements }) }
      const question = { messageId: messageId(), purpose, subject, sources: [source], deadlineMs }
      const reply = await post('/v1/questions', question)
      const [only] = reply.status === 200 ? reply.json<QuestionAnswer>().sources : []
      if (only === undefined) throw new Error(`${reply.status} ${reply.text}`)
      return only
    },
  }
}

/** The database of a data folder whose server runs. */
export const databaseUrl = (dataFolder: string): string => {
  const { socketFolder } = clusterPlaces(dataFolder, serverIdentity())
  return `postgresql://${superuser}@localhost/${mainDatabase}?host=${encodeURIComponent(socketFolder)}`
}

export async function rowsOf<T extends pg.QueryResultRow>(dataFolder: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: databaseUrl(dataFolder) })
  await client.connect()
  try {
    return (await client.query<T>(sql)).rows
  } finally {
    await client.end()
  }
}

export const clusterOf = (dataFolder: string): string => clusterPlaces(dataFolder, serverIdentity()).cluster

/** A person of the demo country by their story. */
export function personOf(dataFolder: string, story: string): { readonly nin: string; readonly birth: string } {
  const file = join(dataFolder, 'tumaini/demo-people.json')
  const people = JSON.parse(readFileSync(file, 'utf8')) as {
    story: string
    identifiers: { nationalId: string | null; birthRegistrationNumber: string | null }
  }[]
  const found = people.find((person) => person.story === story)?.identifiers
  return { nin: found?.nationalId ?? '', birth: found?.birthRegistrationNumber ?? '' }
}
