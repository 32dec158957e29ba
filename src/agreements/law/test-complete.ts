import { exampleAgreement } from '../example.ts'
import type { Agreement } from '../schema.ts'
import type { KnownAbout } from './agreement-facts.ts'

const text = { en: 'x', sw: 'x', fr: 'x' }
const contact = { office: 'Legal office', address: 'PO Box 1' }

export const party = (member: string, role: 'provider' | 'consumer') => ({
  member,
  role,
  registration: { number: `TU-${member}`, validUntil: '2027-06-30' },
  dataProtectionOfficer: contact,
  signatory: { account: `${member}-head`, name: 'Head', office: 'Director', mandate: 'Gazette 7' },
  functions: [{ act: 'Social Protection Act 2022', section: 's. 14', text }],
})

/** An agreement with every clause that the law of Tumaini asks for. */
export const complete: Agreement = {
  ...exampleAgreement,
  tier: 'agreement',
  parties: [party('nida', 'provider'), party('dss', 'consumer')],
  subjects: { categories: ['applicants'], expected: 1000, initiatedBy: 'subject' },
  conditions: {
    recipientRoles: [],
    caseReferenceRequired: true,
    linkage: ['registry'],
    commercialUse: false,
    reidentification: false,
  },
  onward: { to: [] },
  automatedDecision: { used: true, humanReview: true, reconsiderationDays: 30 },
  retention: [{ period: 'P90D', from: 'decision', action: 'delete', proofWithinDays: 30 }],
  security: { transport: 'mutual-tls', payloadEncryption: true, baseline: 'basic', auditLogRetention: 'P7Y' },
  impactAssessment: { reference: 'DPIA-1', approvedOn: '2026-01-10', submittedOn: '2026-02-01' },
  notices: { subjectNotice: 'notice-1', indirectCollection: text, publicSummary: text },
  rights: { contact, answeredBy: 'provider', propagateCorrections: true },
  quality: { floorPercent: 90, remedy: text },
  breach: { noticeHours: 24, contact },
  audit: { rightToAudit: true, everyMonths: 12 },
  review: { everyMonths: 12, next: '2026-12-01' },
}

export const known: KnownAbout = {
  party: () => ({ country: 'TU', publicBody: true, commercial: false }),
  classificationOf: () => 'personal',
}
