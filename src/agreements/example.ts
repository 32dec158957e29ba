import type { AgreedField, Agreement, DecisionRequest, Facts } from './schema.ts'

/** An agreement and a request under it, for tests and measurements: the pension asks the population register. */
export const exampleAgreement: Agreement = {
  id: 'dss-nida-identity',
  version: 1,
  status: 'active',
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
    agreements: agreements.map((agreement) => ({ agreement, hash: 'a'.repeat(64), usage: unused })),
    broaderPurposes: new Map([
      ['social-protection-delivery', ['social-protection-delivery']],
      ['eligibility-verification', ['eligibility-verification', 'social-protection-delivery']],
      ['payment-verification', ['payment-verification', 'social-protection-delivery']],
    ]),
    classificationOf: (element) => (element === 'person.death-date' ? 'sensitive' : 'personal'),
  }
}

export function agreed(element: string, release: AgreedField['release']): AgreedField {
  return { element, release, justification: 'needed to decide' }
}
