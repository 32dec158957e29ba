/**
 * Decisions a second at all twelve gates with 10, 100 and 1,000 agreements in force between the same two members: over all of
 * them, and over those that the room's copy in memory finds by service. Run: node bench/decide.ts
 */
import { cpus } from 'node:os'
import process from 'node:process'
import { makeBook } from '../src/agreements/book.ts'
import { bindingExample, exampleAgreement, exampleFacts, exampleRequest, unused } from '../src/agreements/example.ts'
import { decide } from '../src/agreements/rules/decide.ts'
import type { Agreement, Facts } from '../src/agreements/schema.ts'
import { digestOf } from '../src/kernel/digest.ts'

const today = '2026-06-15'
const secondsEach = 1
const rounds = 5
const by = { account: 'bench', member: 'dss' }
const at = '2026-01-01T00:00:00.000Z'

/** One agreement covers the service; the others are about other services, as between two busy ministries. */
function agreementsOf(count: number): Agreement[] {
  const others = Array.from({ length: count - 1 }, (_, i) => ({
    ...exampleAgreement,
    id: `other-${i}`,
    services: exampleAgreement.services.map((one) => ({ ...one, service: `tiprs.other-${i}` })),
  }))
  return [...others, exampleAgreement]
}

/** Every agreement is looked at. */
function uncached(agreements: readonly Agreement[]): () => Facts {
  const facts = exampleFacts(...agreements)
  return () => facts
}

/** As the room does it: the copy in memory is asked by service, and the use is read anew. */
function cached(agreements: readonly Agreement[]): () => Facts {
  const versions = agreements.map((agreement, i) => {
    const event = { version: 1, step: 'declare', status: 'active', at, by, seq: i } as const
    return { agreement, hash: digestOf(agreement), createdAt: at, events: [event], signatures: [] }
  })
  const book = makeBook({ purposes: [], versions }, (id) => {
    throw new Error(id)
  })
  const facts = exampleFacts()
  return () => ({
    ...facts,
    // The example's signatures are no real ones: the book kept none of them.
    agreements: book
      .inQuestion(exampleRequest)
      .map(({ agreement }) => ({ ...bindingExample(agreement), usage: unused })),
  })
}

function decisionsPerSecond(factsNow: () => Facts): number {
  const end = performance.now() + secondsEach * 1000
  let decided = 0
  let permitted = 0
  while (performance.now() < end) {
    for (let i = 0; i < 100; i++) if (decide(exampleRequest, factsNow(), today).outcome === 'permit') permitted++
    decided += 100
  }
  if (permitted !== decided) throw new Error('a decision was not the one expected')
  return decided / secondsEach
}

console.log(`${new Date().toISOString()}  node ${process.version}  ${cpus().length} x ${cpus()[0]?.model}`)
for (const count of [1, 10, 100, 1000]) {
  const agreements = agreementsOf(count)
  for (const [name, factsNow] of Object.entries({ uncached: uncached(agreements), cached: cached(agreements) })) {
    const measured = Array.from({ length: rounds }, () => decisionsPerSecond(factsNow)).sort((a, b) => a - b)
    const median = measured[Math.floor(rounds / 2)] ?? 0
    const each = (1e6 / median).toFixed(2)
    const rate = Math.round(median).toLocaleString('en')
    console.log(`${String(count).padStart(5)} agreements, ${name}: ${rate} decisions/s, ${each} µs each`)
  }
}
