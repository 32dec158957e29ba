// Links and unlinks the people of the sample until it is killed. Arguments: database, PEM of the ledger's key.
import process from 'node:process'
import { signingKeyFromPem } from '../../kernel/signature.ts'
import { openTestLedger } from '../../ledger/test-log.ts'
import { systemClock } from '../../platform/clock.ts'
import { createPool } from '../../platform/database/connect.ts'
import { raiseLinkChanges } from '../mapping/events.ts'
import { mapDirectory, testDirectory } from '../test-desk.ts'
import { openDecisions } from './service.ts'

const [url = '', pem = ''] = process.argv.slice(2)
const pool = createPool({ url })
const ledger = await openTestLedger(pool, { signingKey: signingKeyFromPem(pem) })
const desk = openDecisions({
  ...{ pool, ledger, clock: systemClock('Africa/Nairobi'), directory: testDirectory },
  // Its events go with it.
  onDecided: (tx, decision) => raiseLinkChanges(tx, decision, { directory: mapDirectory, wake: async () => {} }),
})
const by = { id: 'killed', member: 'nsps', permissions: new Set<string>() }
const ref = (n: number) => ({ source: 'social-registry', record: `P${n}` })
const people = [1, 2, 3, 4, 5, 6]

for (let i = 0; ; i++) {
  const [a = 1, b = 2] = people
    .map((n) => [n, Math.random()] as const)
    .sort((x, y) => x[1] - y[1])
    .map(([n]) => n)
  const linked = await desk.decide({ kind: 'link', first: ref(a), second: ref(b), reason: 'papers-seen' }, by)
  if (!linked.ok) continue
  process.stdout.write('.')
  // Refused where other links hold the two together.
  if (i % 2 === 0) await desk.unmerge({ decision: linked.value.id, reason: 'entered-in-error' }, by)
}
