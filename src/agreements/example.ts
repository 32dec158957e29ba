import type { Party } from './clauses/parties.ts'
import type { AgreementStanding, AgreementStatus } from './lifecycle/schema.ts'
import type { AgreedField, Agreement, BindingVersion, DecisionRequest, Facts } from './schema.ts'

/** An agreement and a request under it, for tests and measurements: the pension asks the population register. */
export const exampleAgreement: Agreement = {
  id: 'dss-nida-identity',
  version: 1,
  title: { en: 'Identity of pensioners', sw: 'Utambulisho wa wastaafu', fr: 'Identité des pensionnés' },
  provider: 'nida',
  consumer: 'dss',
  purposes: ['eligibility-verification'],
  legalBasis: {
    ground: 'public-task',
    act: 'Social Protection Act 2022',
    section: 's.14',
    sensitiveGround: 'Data Protection Act 2021 s.44(c)',
  },
  services: [
    {
      service: 'tiprs.person',
      askBy: ['person.national-id', 'person.birth-date'],
      fields: [
        agreed('person.national-id', 'raw'),
        agreed('person.name.full', 'raw'),
        { ...agreed('person.birth-date', 'yes-no'), predicate: { test: 'age-at-least', years: 70 } },
        agreed('person.death-date', 'yes-no'),
      ],
      maxRecords: 10,
    },
  ],
  validFrom: '2026-01-01',
  validUntil: '2026-12-31',
  volume: { perMinute: 100, perDay: 1000, perMonth: 10_000 },
  obligations: [
    { code: 'no-onward-sharing', text: { en: 'Pass nothing on.', sw: 'Usisambaze.', fr: 'Ne transmettez rien.' } },
  ],
  parties: [exampleParty('nida', 'provider'), exampleParty('dss', 'consumer')],
}

export const exampleRequest: DecisionRequest = {
  consumer: 'dss',
  provider: 'nida',
  service: 'tiprs.person',
  purpose: 'eligibility-verification',
  askBy: ['person.national-id'],
}

export const unused = { lastMinute: 0, today: 0, thisMonth: 0 }

export function exampleFacts(...agreements: readonly Agreement[]): Facts {
  return {
    consumer: { id: 'dss', status: 'active' },
    provider: { id: 'nida', status: 'active' },
    agreements: agreements.map(bindingExample).map((version) => ({ ...version, usage: unused })),
    broaderPurposes: new Map([
      ['social-protection-delivery', ['social-protection-delivery']],
      ['eligibility-verification', ['eligibility-verification', 'social-protection-delivery']],
      ['payment-verification', ['payment-verification', 'social-protection-delivery']],
    ]),
    country: 'TU',
    time: '10:00',
    classificationOf: (element) => (element === 'person.death-date' ? 'sensitive' : 'personal'),
  }
}

/** The agreement as a version that binds. */
export function bindingExample(agreement: Agreement): BindingVersion {
  const signatures = (agreement.parties ?? []).map(({ member, signatory: { account } }) => ({
    ...{ member, account, kid: 'k', jws: 'h..s', at: '2026-01-01T00:00:00.000Z', day: '2026-01-01' },
  }))
  return { agreement, hash: 'a'.repeat(64), standing: exampleStanding('active'), signatures }
}

export function exampleParty(member: string, role: Party['role']): Party {
  const act = 'Social Protection Act 2022'
  const text = { en: 'Pays pensions', sw: 'Hulipa pensheni', fr: 'Verse les pensions' }
  return {
    member,
    role,
    registration: { number: `DPC-${member}`, validUntil: '2099-12-31' },
    dataProtectionOfficer: { office: 'Data protection officer', address: `dpo@${member}.example` },
    signatory: { account: `${member}-signatory`, name: 'A. Signatory', office: 'Director', mandate: `${act}, s. 3` },
    functions: [{ act, section: 's. 14', text }],
  }
}

export const exampleStanding = (status: AgreementStatus): AgreementStanding => ({
  status,
  since: '2026-01-01T00:00:00.000Z',
  by: { account: 'legal', member: 'nida' },
})

export function agreed(element: string, release: AgreedField['release']): AgreedField {
  return { element, release, justification: 'needed to decide' }
}
