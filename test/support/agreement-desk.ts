import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { nothingKnown } from '../../src/agreements/circumstances.ts'
import { exampleAgreement, exampleRequest } from '../../src/agreements/example.ts'
import { sign, step } from '../../src/agreements/lifecycle/desk.ts'
import type { Taken } from '../../src/agreements/lifecycle/transitions.ts'
import type { Agreement } from '../../src/agreements/schema.ts'
import { openAgreements } from '../../src/agreements/service.ts'
import { importPurposes } from '../../src/agreements/store.ts'
import { declareAgreements, registerSignatory, signatoryKey } from '../../src/agreements/test-agreements.ts'
import { outgrownBy } from '../../src/compliance/assessments/outgrown.ts'
import { openDirectory } from '../../src/federation/directory.ts'
import { exampleMembers } from '../../src/federation/example.ts'
import { importFederation } from '../../src/federation/store.ts'
import { mustBeOk } from '../../src/kernel/result.ts'
import { generateSigningKey } from '../../src/kernel/signature.ts'
import { openLedger } from '../../src/ledger/open.ts'
import type { Clock } from '../../src/platform/clock.ts'
import { signDetached } from '../../src/standards/detached-jws.ts'
import { createTestDatabase } from './database.ts'

const text = (en: string) => ({ en, sw: en, fr: en })
const system = {
  ...{ id: 'tiprs', member: 'nida', name: text('Register'), description: text('Persons'), connector: 'rest' },
  ...{ address: 'http://127.0.0.1:7411', status: 'active' as const },
}
const service = {
  ...{ id: 'tiprs.person', system: 'tiprs', member: 'nida', name: text('Person'), recordType: 'person' },
  ...{ mapping: 'tiprs.person', askBy: [['person.national-id']], conditions: 'equalities' as const, timeoutMs: 2000 },
  operation: {},
}
const regulator = { id: 'dpc', name: text('Commissioner'), kind: 'regulator' as const, status: 'active' as const }
export const assessed = { reference: 'DPIA/1', approvedOn: '2025-12-01' }
export const complete: Agreement = { ...exampleAgreement, impactAssessment: assessed }

export const nida = { id: 'nida-legal', member: 'nida' }
export const dss = { id: 'dss-legal', member: 'dss' }
export const commissioner = { id: 'inspector', member: 'dpc' }

/** A desk over a real database and ledger, with a clock that the test sets. */
export async function openDesk(t: TestContext, declared: readonly Agreement[] = []) {
  const { pool } = await createTestDatabase(t)
  const members = [...exampleMembers, regulator]
  mustBeOk(await importFederation(pool, { members, systems: [system], services: [service] }))
  const label = text('Eligibility')
  mustBeOk(await importPurposes(pool, [{ id: 'eligibility-verification', label, definition: label }]))
  for (const member of ['nida', 'dss']) await registerSignatory(pool, { account: `${member}-signatory`, member })
  await declareAgreements(pool, declared)
  const now = { at: new Date('2026-06-15T09:00:00Z'), day: '2026-06-15' }
  const clock: Clock = { now: () => now.at, today: () => now.day, time: () => '12:00' }
  const directory = await openDirectory(pool)
  const tampered: string[] = []
  const classificationOf = (element: string) => (element.startsWith('person.') ? ('personal' as const) : undefined)
  const agreements = await openAgreements({
    ...{ pool, directory, clock, classificationOf, country: 'TU', circumstances: nothingKnown },
    onTampered: (agreement, version) => tampered.push(`${agreement} ${version}`),
  })
  const signingKey = generateSigningKey()
  const ledger = mustBeOk(await openLedger({ pool, signingKey, origin: 'kiungo.test/ledger', databaseWaitMs: 3000 }))
  t.after(() => ledger.close())
  const outgrown = outgrownBy(pool)
  const world = { pool, agreements, directory, ledger, clock, classificationOf, outgrownBy: outgrown }
  const place = { id: complete.id, version: 1 }
  return {
    ...{ world, now, pool, agreements, tampered, place },
    take: (taken: Taken, by: typeof nida, reason?: string) =>
      step(world, { ...place, step: taken, ...(reason === undefined ? {} : { reason }) }, by),
    async signed(by: typeof nida, key = signatoryKey(`${by.member}-signatory`)) {
      const [version] = (await agreements.renewed(place.id)) ?? []
      assert.ok(version)
      return sign(world, { ...place, jws: signDetached(version.agreement, key) }, by)
    },
    outcome: async () => {
      await agreements.renewed(place.id)
      const { decision } = await agreements.decide(exampleRequest)
      return decision.outcome === 'deny'
        ? decision.gates.find(({ result }) => result === 'refuse')?.reason.code
        : 'permit'
    },
  }
}
