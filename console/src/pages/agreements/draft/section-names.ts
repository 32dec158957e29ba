/** The sections of the form, in their order. */
export const sectionNames = [
  ...(['parties', 'purpose', 'law', 'services', 'conditions', 'limits', 'duties'] as const),
  ...(['retention', 'safeguards', 'level', 'dates'] as const),
] as const
export type SectionName = (typeof sectionNames)[number]
