import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { agreementFault } from '../../../../../src/agreements/check.ts'
import { exampleAgreement } from '../../../../../src/agreements/example.ts'
import type { Agreement } from '../../../../../src/agreements/schema.ts'
import {
  addedField,
  blankDraft,
  completed,
  type Known,
  libraryFor,
  nextVersion,
  openPlaces,
  withClausesOf,
  withSides,
} from './draft.ts'

const today = '2026-11-26'
const words = (text: string) => ({ en: text, sw: `${text} sw`, fr: `${text} fr` })
const library: Agreement = {
  ...exampleAgreement,
  retention: [{ period: 'P90D', from: 'decision', action: 'delete' }],
  review: { everyMonths: 24, next: '2031-12-31' },
  impactAssessment: { reference: 'DPIA/other', approvedOn: '2025-01-01' },
  notices: { subjectNotice: 'Notice/other', publicSummary: words('Other') },
  breach: { noticeHours: 72, contact: { office: 'Other', address: 'other@example' } },
}
const known: Known = {
  taken: ['nida-dss-eligibility-verification'],
  member: (id) => words(id.toUpperCase()),
  purpose: (id) => words(id),
}
const sides = { provider: 'nida', consumer: 'dss' }
const drafted = {
  ...withSides(withClausesOf(blankDraft('dss', today), library), sides, [library]),
  purposes: ['eligibility-verification'],
  legalBasis: { ground: 'public-task', act: 'Social Protection Act 2022', section: 's. 14' },
  services: exampleAgreement.services,
} as const satisfies Agreement

describe('a draft', () => {
  it('that is filled in is one that the server takes, with a name of its own and a title in every language', () => {
    const agreement = completed(drafted, known)
    assert.deepEqual(openPlaces(drafted), [])
    assert.equal(agreementFault(agreement), undefined)
    assert.equal(agreement.id, 'nida-dss-eligibility-verification-2')
    assert.equal(agreement.title.sw, 'eligibility-verification sw: NIDA sw → DSS sw')
  })

  it('takes clauses over, but no approval, reference or contact of another agreement', () => {
    const { retention, impactAssessment, notices, breach, review, validUntil } = completed(drafted, known)
    assert.deepEqual(retention, library.retention)
    assert.deepEqual(impactAssessment, { reference: 'DPIA/nida-dss-eligibility-verification-2' })
    assert.equal(notices?.subjectNotice, 'Notice/nida-dss-eligibility-verification-2')
    assert.equal(breach?.contact.address, 'dpo@nida.example')
    assert.ok((review?.next ?? '') < validUntil, 'the review comes before the end')
  })

  it('leaves what was typed as it was typed', () => {
    const title = { ...words('Mine'), fr: '' }
    assert.deepEqual(completed({ ...drafted, id: 'mine', title }, known).title, {
      ...title,
      fr: 'eligibility-verification fr: NIDA fr → DSS fr',
    })
  })

  it('names every place that is still open, in the order of the form', () => {
    assert.deepEqual(openPlaces(blankDraft('dss', today)), [
      ...['/provider', '/purposes', '/legalBasis/act', '/legalBasis/section', '/services'],
    ])
    const fields = [{ ...addedField('person.birth-date', []), release: 'band' as const }]
    const service = { service: 'tiprs.person', askBy: [], fields, maxRecords: 1 }
    assert.deepEqual(openPlaces({ ...drafted, services: [service], validUntil: '2026-01-01' }), [
      ...['/services/0/askBy', '/services/0/fields/0/justification', '/services/0/fields/0/bandEdges', '/validUntil'],
    ])
    assert.deepEqual(openPlaces({ ...drafted, provider: 'dss' }), ['/consumer'])
  })

  it('asks for what a clause that was begun needs: a country, a day, words in every language, who signs', () => {
    const noWords = { en: '', sw: '', fr: '' }
    const party = {
      ...{ member: 'nida', role: 'provider', registration: { number: 'DPC-1' } },
      dataProtectionOfficer: { office: 'DPO', address: 'dpo@nida.example' },
      signatory: { account: 'nida-signatory', name: 'A', office: 'Director', mandate: '' },
      functions: [{ act: 'Act', section: 's. 1', text: noWords }],
    } as const
    const begun = {
      ...drafted,
      parties: [{ ...party, functions: [...party.functions] }],
      transfer: { countries: [], mechanism: 'safeguards' as const },
      words: { liability: noWords, dispute: words('d'), ownership: words('o'), governingLaw: words('g') },
    }
    assert.deepEqual(openPlaces(begun), [
      ...['/parties/0/signatory/mandate', '/parties/0/functions/0/text', '/transfer/countries', '/words/liability'],
    ])
  })

  it('drops the services of a provider that was changed, and keeps them when only the consumer was', () => {
    assert.deepEqual(withSides(drafted, { ...sides, provider: 'crs' }, [library]).services, [])
    assert.deepEqual(withSides(drafted, { ...sides, consumer: 'nsps' }, [library]).services, drafted.services)
  })

  it('begins with the clauses of the nearest agreement', () => {
    const other = { ...library, id: 'other', consumer: 'moe' }
    assert.equal(libraryFor(sides, [other, library])?.id, library.id)
    assert.equal(libraryFor({ ...sides, consumer: 'moe' }, [library, other])?.id, 'other')
    assert.equal(libraryFor(sides, [exampleAgreement]), undefined)
  })

  it('of the next version is the newest text, without the hash that only the server knows', () => {
    const next = nextVersion({ ...library, version: 2, previous: 'a'.repeat(64) }, 3)
    assert.deepEqual(next, { ...library, version: 4 })
  })
})
