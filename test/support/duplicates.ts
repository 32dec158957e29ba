import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { APIRequestContext } from 'playwright-core'
import { socialRegistry } from '../../src/identity/people/records.ts'
import type { Proposal } from '../../src/identity/review/schema.ts'
import { trainedPersonModel } from '../../src/identity/test-model.ts'
import { until } from './desk.ts'

/** About as many as the demo registry has in tests: it sets how rare one person's records are among all pairs. */
const records = 3_000
/** A job on a busy machine. */
const runLimitMs = 120_000

const rowsOf = (file: string): string[][] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))

/** Numbers of records of the demo's registry that are of one person, by the hidden truth: pair by pair. */
export function duplicatesOfDemo(dataFolder: string): (readonly [string, string])[] {
  const ofRegistry = rowsOf(join(dataFolder, 'tumaini/truth/records.csv')).filter(([source]) => source === 'registry')
  const byPerson = Map.groupBy(ofRegistry, ([, , person]) => person)
  return [...byPerson.values()].flatMap(([first, second]) =>
    first?.[1] === undefined || second?.[1] === undefined ? [] : [[first[1], second[1]] as const],
  )
}

/** The names of a registry record, as an applicant would tell them. */
export function namesOf(dataFolder: string, record: string): { readonly given: string; readonly surname: string } {
  const row = rowsOf(join(dataFolder, 'tumaini/registry/person.csv')).find(([id]) => id === record)
  return { given: row?.[4] ?? '', surname: row?.[6] ?? '' }
}

/** For whoever is signed in and may do everything. */
export function asSteward(request: APIRequestContext) {
  const post = async <T>(path: string, data?: object): Promise<T> => {
    const answer = await request.post(path, { data, headers: { 'X-Kiungo-Request': '1' } })
    assert.ok(answer.ok(), `${path}: ${await answer.text()}`)
    return (await answer.json()) as T
  }
  const get = async <T>(path: string): Promise<T> => {
    const answer = await request.get(path)
    assert.ok(answer.ok(), `${path}: ${await answer.text()}`)
    return (await answer.json()) as T
  }
  const ref = (record: string) => ({ source: socialRegistry, record })
  return {
    /**
     * A model of known numbers in use. The node must not link its registry by itself: that would put its own in use. `second`:
     * of another account that may confirm models.
     */
    async modelInUse(second: APIRequestContext): Promise<string> {
      const { digest } = await post<{ digest: string }>('/v1/identity/models', trainedPersonModel(records))
      await post(`/v1/identity/models/${digest}/use`)
      await asSteward(second).confirmModel(digest)
      return digest
    },
    confirmModel: (digest: string) => post(`/v1/identity/models/${digest}/confirm`, {}),
    /** A run over the registry that is done; answers its id. */
    async runOverRegistry(): Promise<string> {
      const { id } = await post<{ id: string }>('/v1/identity/runs', { sources: [{ registry: 'person' }] })
      await until(async () => {
        const { state } = await get<{ state: string }>(`/v1/identity/runs/${id}`)
        return state === 'done'
      }, runLimitMs)
      return id
    },
    propose: ([first, second]: readonly [string, string]) =>
      post<Proposal>('/v1/identity/proposals', { first: ref(first), second: ref(second) }),
    say: ({ id, revision }: Proposal, verdict: string) =>
      post(`/v1/identity/proposals/${id}/verdict`, { verdict, revision, reason: 'evidence-of-the-records' }),
    /** Answers the person that the two are now. */
    async link([first, second]: readonly [string, string]): Promise<string> {
      const asked = { kind: 'link', first: ref(first), second: ref(second), reason: 'papers-seen' }
      const { moves } = await post<{ moves: { to: string }[] }>('/v1/identity/decisions', asked)
      return moves[0]?.to ?? ''
    },
  }
}
