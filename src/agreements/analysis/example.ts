import type { ElementType } from '../../semantics/schema.ts'
import { exampleAgreement } from '../example.ts'
import type { AgreedField, AgreedService, Agreement, Purpose } from '../schema.ts'
import type { Combination } from './schema.ts'
import type { AnalysisWorld, ElementFacts } from './world.ts'

const text = (en: string) => ({ en, sw: en, fr: en })

const facts = (owner: string, classification: ElementFacts['classification'], type: ElementType = 'text') =>
  ({ owner, classification, type }) satisfies ElementFacts

/** A small dictionary: a population register, a social registry, a disability registry. */
const dictionary: Readonly<Record<string, ElementFacts>> = {
  'person.national-id': facts('nida', 'personal', 'identifier'),
  'person.name.full': facts('nida', 'personal'),
  'person.birth-date': facts('nida', 'personal', 'date'),
  'person.sex': facts('nida', 'personal', 'code'),
  'person.alive': facts('nida', 'personal', 'boolean'),
  'person.death-date': facts('nida', 'sensitive', 'date'),
  'person.household-id': facts('nsps', 'personal', 'identifier'),
  'person.village': facts('nsps', 'personal', 'code'),
  'household.score': facts('nsps', 'sensitive', 'decimal'),
  'enrolment.programme': facts('nsps', 'personal', 'code'),
  'disability.level': facts('ncpd', 'sensitive', 'code'),
}
export const exampleElements = Object.keys(dictionary)

const combination: Combination = {
  keys: [
    { id: 'national-id', label: text('National number'), elements: ['person.national-id'] },
    { id: 'household', label: text('Household number'), elements: ['person.household-id'] },
  ],
  identifying: [['person.national-id'], ['person.name.full'], ['person.birth-date', 'person.sex', 'person.village']],
  inferences: [
    { id: 'health', label: text('health'), from: [['disability.*'], ['enrolment.programme']] },
    { id: 'poor-place', label: text('a poor household’s place'), from: [['household.score', 'person.village']] },
  ],
}

const purposes: Purpose[] = [
  { id: 'social-protection-delivery', label: text('Delivery'), definition: text('Delivery') },
  {
    ...{ id: 'eligibility-verification', label: text('Eligibility'), definition: text('Eligibility') },
    broader: 'social-protection-delivery',
    needs: [
      { elements: ['person.*', 'enrolment.programme'], form: 'raw' },
      { elements: ['person.birth-date', 'household.score'], form: 'band' },
      { elements: ['person.alive', 'person.death-date'], form: 'yes-no' },
    ],
  },
]

export const exampleWorld = (changes: Partial<AnalysisWorld> = {}): AnalysisWorld => ({
  inForce: [],
  element: (id) => (Object.hasOwn(dictionary, id) ? dictionary[id] : undefined),
  purposes,
  broaderPurposes: new Map([
    ['social-protection-delivery', ['social-protection-delivery']],
    ['eligibility-verification', ['eligibility-verification', 'social-protection-delivery']],
  ]),
  combination,
  hasEvents: () => false,
  clauseFaults: () => [],
  ...changes,
})

export const field = (
  element: string,
  release: AgreedField['release'],
  more: Partial<AgreedField> = {},
): AgreedField => ({
  ...{ element, release, justification: `decides on ${element} in every case` },
  ...(release === 'band' ? { bandEdges: [18, 60] } : {}),
  ...more,
})

export const clause = (
  service: string,
  fields: readonly AgreedField[],
  more: Partial<AgreedService> = {},
): AgreedService => ({
  ...{ service, askBy: ['person.national-id'], fields: [...fields], maxRecords: 1, ...more },
})

/** One that nothing is to be said of, but for what a test changes. */
export const draft = (changes: Partial<Agreement> = {}): Agreement => ({
  ...exampleAgreement,
  id: 'draft',
  obligations: [],
  services: [clause('tiprs.person', [field('person.name.full', 'raw')])],
  ...changes,
})
