import type { ConsentRequest, ConsentTerms, Giving, RepresentationRequest } from './schema.ts'

/** A referral that a person agrees to: the pension may ask the population register for the address. */
export const exampleTerms: ConsentTerms = {
  controllers: ['dss'],
  purposes: [
    { purpose: 'eligibility-verification', elements: ['person.name.full', 'person.birth-date'], mode: 'view' },
  ],
  notice: { reference: 'notice-referral', version: '3', language: 'sw' },
  jurisdiction: 'KE',
  storage: ['KE'],
  retention: 'P90D',
  withdrawal: '*384*7#',
  validFrom: '2026-06-01',
  validUntil: '2027-05-31',
}

export const exampleGiving: Giving = {
  by: 'subject',
  channel: 'office',
  assisted: false,
  proof: { kind: 'signature', reference: 'file 112/2026' },
  at: '2026-06-15T08:00:00Z',
}

export const exampleConsent: ConsentRequest = {
  nationalId: '12345678',
  status: 'given',
  terms: exampleTerms,
  giving: exampleGiving,
}

export const exampleRepresentation: RepresentationRequest = {
  nationalId: '12345678',
  representativeNationalId: '87654321',
  kind: 'guardian',
  proof: { kind: 'court-order', reference: 'HC/112/2025' },
  validFrom: '2026-01-01',
}
