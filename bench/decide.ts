/** Decisions a second with 10, 100 and 1,000 agreements between the same two members. Run: node bench/decide.ts */
import { cpus } from 'node:os'
import process from 'node:process'
import { exampleAgreement, exampleFacts, exampleRequest } from '../src/agreements/example.ts'
import { decide } from '../src/agreements/rules/decide.ts'

const today = '2026-06-15'
const secondsEach = 1
const rounds = 5

/** One agreement covers the service; the others are about other services, as between two busy ministries. */
function factsWith(count: number) {
  const others = Array.from({ length: count - 1 }, (_, i) => ({
    ...exampleAgreement,
    id: `other-${i}`,
    services: exampleAgreement.services.map((one) => ({ ...one, service: `tiprs.other-${i}` })),
  }))
  return exampleFacts(...others, exampleAgreement)
}

function decisionsPerSecond(count: number): number {
  const facts = factsWith(count)
  const end = performance.now() + secondsEach * 1000
  let decided = 0
  let permitted = 0
  while (performance.now() < end) {
    for (let i = 0; i < 100; i++) if (decide(exampleRequest, facts, today).outcome === 'permit') permitted++
    decided += 100
  }
  if (permitted !== decided) throw new Error('a decision was not the one expected')
  return decided / secondsEach
}

console.log(`${new Date().toISOString()}  node ${process.version}  ${cpus().length} x ${cpus()[0]?.model}`)
for (const count of [1, 10, 100, 1000]) {
  const measured = Array.from({ length: rounds }, () => decisionsPerSecond(count)).sort((a, b) => a - b)
  const median = measured[Math.floor(rounds / 2)] ?? 0
  console.log(
    `${String(count).padStart(5)} agreements: ${Math.round(median).toLocaleString('en')} decisions/s, ${(1e6 / median).toFixed(2)} µs each`,
  )
}
