// What the law and the parties decide stops the demo country's traffic at once: in the whole product, over HTTP.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { parse } from 'yaml'
import { root } from './support/database.ts'
import { type KiungoProcess, startKiungo } from './support/kiungo.ts'

const own = { 'x-kiungo-request': '1', 'content-type': 'application/json' }
/** Copies of a node are at most a second old. */
const withinMs = 1_000

type Call = <T>(path: string, body?: object) => Promise<{ readonly status: number; readonly json: T }>

async function signedIn({ url }: KiungoProcess, username: string): Promise<Call> {
  const body = JSON.stringify({ username, password: 'tumaini' })
  const session = await fetch(`${url}/v1/session`, { method: 'POST', headers: own, body })
  const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? ''
  return async <T>(path: string, sent?: object) => {
    const answer = await fetch(`${url}${path}`, {
      method: sent === undefined ? 'GET' : 'POST',
      headers: { ...own, cookie },
      ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
    })
    return { status: answer.status, json: (await answer.json()) as T }
  }
}

interface Source {
  readonly status: string
  readonly decision?: { readonly gates: readonly { readonly gate: string; readonly rules?: readonly string[] }[] }
  readonly reason?: { readonly code: string }
  readonly message?: string
}

async function start(t: TestContext) {
  const node = await startKiungo(t, { scale: 0.004 })
  const officer = await signedIn(node, 'officer')
  const [person] = JSON.parse(readFileSync(join(node.dataFolder, 'tumaini/demo-people.json'), 'utf8'))
  const { nationalId } = person.identifiers
  const ask = async (): Promise<Source> => {
    const { json } = await officer<{ sources: Source[] }>('/v1/questions', {
      messageId: `q-${Date.now()}-${Math.random()}`,
      purpose: 'eligibility-verification',
      subject: { 'person.national-id': nationalId },
      sources: [{ service: 'crvs.death' }],
    })
    const [source] = json.sources
    assert.ok(source, JSON.stringify(json))
    return source
  }
  return { node, ask }
}

const isOpen = ({ status }: Source) => status === 'answered' || status === 'no-record'

test('an order of the regulator, and a corrected row of law, each stop live traffic within a second', async (t) => {
  const { node, ask } = await start(t)
  const first = await ask()
  assert.ok(isOpen(first), JSON.stringify(first))
  const asked = first.decision?.gates.flatMap(({ rules }) => rules ?? []) ?? []
  assert.ok(
    asked.some((rule) => rule.startsWith('TU-DPA-')),
    'the law of the country was asked',
  )

  const regulator = await signedIn(node, 'commissioner')
  const step = (taken: string) =>
    regulator<{ code?: string }>(`/v1/agreements/crs-dss-life-status/versions/1/${taken}`, {
      reason: 'Complaint 12/2026',
    })
  assert.equal((await step('order')).status, 200)
  await sleep(withinMs)
  const ordered = await ask()
  assert.deepEqual([ordered.status, ordered.reason?.code], ['refused', 'agreements.agreement-under-order'])
  assert.equal((await step('lift')).status, 200)
  await sleep(withinMs)
  assert.ok(isOpen(await ask()))

  const pack = parse(readFileSync(join(root, 'countries/tumaini/law/tu-spa.yaml'), 'utf8'))
  const stricter = { ...pack, version: '2026.2', rules: [...pack.rules, neverAfter(pack)] }
  const legal = await signedIn(node, 'legal')
  const brought = await legal<object>('/v1/law/packs', stricter)
  assert.equal(brought.status, 200, JSON.stringify(brought.json))
  await sleep(withinMs)
  const refused = await ask()
  assert.equal(refused.status, 'refused')
  assert.match(refused.message ?? '', /Social Protection Act 2022.*s\. 99.*TU-SPA-99/)
})

/** A row that stands aside for nobody, with the examples that prove it. */
function neverAfter({
  rules: [example],
}: {
  readonly rules: readonly { readonly source: { readonly act: string } }[]
}) {
  const text = { en: 'The register is closed.', sw: 'Sajili imefungwa.', fr: 'Le registre est fermé.' }
  const fix = { en: 'Wait until it opens.', sw: 'Subiri ifunguliwe.', fr: 'Attendez qu’il ouvre.' }
  return {
    id: 'TU-SPA-99',
    source: { act: example?.source.act, section: 's. 99', verified: 'F' },
    gate: 'G4',
    check: { ne: ['$request.purpose', 'eligibility-verification'] },
    severity: 'deny',
    message: text,
    fix,
    validFrom: '2022-07-01',
    examples: [
      { expect: 'allow', facts: { request: { purpose: 'life-status-check' } } },
      { expect: 'deny', facts: { request: { purpose: 'eligibility-verification' } } },
    ],
  }
}
