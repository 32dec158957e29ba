import assert from 'node:assert/strict'
import test from 'node:test'
import { attackShares } from './test-attack-population.ts'
import { exampleProject } from './test-project.ts'

test('an attack by patterns names nearly everybody without hardening, and few with the recommended one', (t) => {
  const { hardening, flip } = exampleProject()
  const attack = { people: 1000, targets: 150, known: [100], flip, weight: 0.6 }
  const [plain = 0] = attackShares({ ...attack, scheme: { kind: 'none' }, flip: 0 })
  const [folded = 0] = attackShares({ ...attack, scheme: { kind: 'fold' } })
  const [hardened = 1] = attackShares({ ...attack, scheme: hardening })
  t.diagnostic(`both names told from 100 known people: plain ${plain}, folded ${folded}, recommended ${hardened}`)
  assert.ok(plain > 0.8, `the attack works on the bare scheme: ${plain}`)
  assert.ok(folded > 0.4, `folding a thin filter saves few: ${folded}`)
  assert.ok(hardened < 0.08, `the recommended scheme saves most: ${hardened}`)
})
