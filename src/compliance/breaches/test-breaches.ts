import type { BreachContent } from './schema.ts'

/** For tests: a breach that is likely to harm people, under the agreement of the test country. */
export const content = (changes: Partial<BreachContent> = {}): BreachContent => ({
  ...{ natures: ['disclosed'], cause: 'wrong-recipient', unintelligible: false, vulnerable: true, persons: 40 },
  ...{ from: '2026-02-12T06:00:00Z', to: '2026-02-12T09:00:00Z' },
  discovery: 'A clerk of another office told us.',
  story: 'A list was sent to the wrong office.',
  elements: ['person.name.surname', 'person.birth-date'],
  exchanges: { agreements: ['nida-dss'], from: '2020-01-01T00:00:00Z', to: '2099-01-01T00:00:00Z' },
  consequences: 'Pensioners may be pressed for money.',
  measures: 'The list was taken back and deleted.',
  ...{ risk: 'likely', reasons: 'The office has signed that it kept nothing.' },
  contact: { office: 'Data protection officer', address: 'dpo@nida.example, +255 700 000 001' },
  ...changes,
})
