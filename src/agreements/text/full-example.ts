import { exampleAgreement } from '../example.ts'
import type { Agreement } from '../schema.ts'

const text = (en: string, sw: string, fr: string) => ({ en, sw, fr })

const arabicName = 'وزارة الحماية الاجتماعية (الإدارة العامة)'
const longName =
  'Directorate for the Coordination of Contributory and Non-Contributory Social Protection Programmes, Grievance Redress, Beneficiary-Information-Management-Systems and Intergovernmental-Fiscal-Relations'

/** An agreement with all its clauses, a name from right to left and a very long one: for tests of the text. */
export const fullAgreement: Agreement = {
  ...exampleAgreement,
  tier: 'use-permit',
  under: 'social-protection-framework',
  previous: 'b'.repeat(64),
  parties: [
    {
      member: 'nida',
      role: 'provider',
      registration: { number: 'DPC-2022-0004', validUntil: '2027-06-30' },
      dataProtectionOfficer: { office: arabicName, address: 'dpo@nida.example' },
      signatory: {
        account: 'nida-registrar',
        name: 'فاطمة الزهراء بنت عبد الرحمن',
        office: 'Registrar-General',
        mandate: 'Population Register Act 2012, s. 7; Gazette Notice 1204 of 2025',
        mandateUntil: '2028-03-31',
      },
      functions: [
        {
          act: 'Population Register Act 2012',
          section: 's. 5(1)',
          text: text(
            'to keep the population register',
            'kutunza rejista ya watu',
            'tenir le registre de la population',
          ),
        },
      ],
    },
    {
      member: 'dss',
      role: 'consumer',
      registration: { number: 'DPC-2023-0112' },
      dataProtectionOfficer: { office: longName, address: 'P.O. Box 1, Harbour Road 4, Port Amani' },
      steward: { office: 'Data steward of the pension', address: '+255 700 000 000' },
      signatory: {
        account: 'dss-director',
        name: "Wanjikũ Ng'ang'a-Ọláyínká",
        office: longName,
        mandate: 'Social Protection Act 2022, s. 9',
      },
      functions: [
        {
          act: 'Social Protection Act 2022',
          section: 's. 14',
          text: text('to pay the pension', 'kulipa pensheni', 'verser la pension'),
        },
      ],
    },
  ],
  partyBases: [
    {
      member: 'dss',
      purpose: 'eligibility-verification',
      ground: 'legal-obligation',
      act: 'Social Protection Act 2022',
      section: 's. 15(2)',
    },
  ],
  subjects: { categories: ['pensioners', 'applicants'], expected: 120_000, initiatedBy: 'body' },
  dictionaryVersion: '2026.1',
  conditions: {
    recipientRoles: ['eligibility-officer', 'supervisor'],
    caseReferenceRequired: true,
    timeWindow: { from: '07:00', until: '19:00', days: [1, 2, 3, 4, 5] },
    perUserPerDay: 200,
    linkage: ['pension-roll'],
    commercialUse: false,
    reidentification: false,
  },
  onward: { to: ['tps'], conditions: text('For payment only.', 'Kwa malipo tu.', 'Pour le paiement seulement.') },
  automatedDecision: { used: false, humanReview: true, reconsiderationDays: 30 },
  retention: [
    { elements: ['person.national-id'], period: 'P7Y', from: 'end-of-enrolment', action: 'anonymise' },
    { period: 'P90D', from: 'decision', action: 'delete', proofWithinDays: 14 },
  ],
  derivedData: {
    owner: 'dss',
    retention: 'P5Y',
    publication: text('Totals above ten only.', 'Jumla zaidi ya kumi tu.', 'Totaux supérieurs à dix seulement.'),
  },
  security: { transport: 'mutual-tls', payloadEncryption: true, baseline: 'GovSec-2', auditLogRetention: 'P2Y' },
  transfer: { countries: ['KE', 'CD'], mechanism: 'treaty', assessment: 'TIA-2026-3' },
  impactAssessment: {
    reference: 'DPIA-2025-17',
    submittedOn: '2025-10-01',
    approvedOn: '2025-11-28',
    earliestStart: '2026-01-01',
  },
  notices: {
    subjectNotice: 'NOT-2026-4',
    indirectCollection: text(
      'The office tells the applicant.',
      'Ofisi humjulisha mwombaji.',
      'Le bureau informe le demandeur.',
    ),
    publicSummary: text(
      'The pension asks the register whether an applicant is alive and old enough.',
      'Pensheni huuliza rejista kama mwombaji yu hai na ana umri wa kutosha.',
      'La pension demande au registre si le demandeur est en vie et assez âgé.',
    ),
  },
  rights: {
    contact: { office: 'Rights desk', address: 'rights@dss.example' },
    answeredBy: 'consumer',
    propagateCorrections: true,
  },
  quality: {
    floorPercent: 98,
    remedy: text('The provider mends them.', 'Mtoaji huzirekebisha.', 'Le fournisseur les corrige.'),
  },
  serviceLevel: { availabilityPercent: 99.5, latencyP95Ms: 1500, supportHours: '08:00–17:00', changeNoticeDays: 30 },
  breach: { noticeHours: 24, contact: { office: 'Duty desk', address: '+255 700 000 001' }, playbook: 'PB-7' },
  audit: { rightToAudit: true, everyMonths: 12, lastOn: '2025-05-05' },
  cost: { model: 'per-check', amount: '2.50', currency: 'TZS' },
  words: {
    liability: text(
      'Each party answers for its own acts.',
      'Kila upande huwajibika kwa matendo yake.',
      'Chaque partie répond de ses actes.',
    ),
    dispute: text(
      'The parties talk first, then arbitrate.',
      'Pande huzungumza kwanza, kisha usuluhishi.',
      'Les parties négocient, puis recourent à l’arbitrage.',
    ),
    ownership: text('Ownership does not change.', 'Umiliki haubadiliki.', 'La propriété ne change pas.'),
    governingLaw: text('The law of Tumaini.', 'Sheria ya Tumaini.', 'Le droit de Tumaini.'),
  },
  review: { everyMonths: 12, next: '2026-12-01' },
}
