import { triggerIds } from './questionnaire.ts'
import type { AssessmentContent } from './schema.ts'

/** An assessment that can be submitted. */
export const exampleContent: AssessmentContent = {
  description: 'The pension programme asks the population register whether applicants are of age.',
  necessity: 'The number finds the person; the date of birth leaves only as yes or no.',
  views: 'Asked at two meetings of pensioners in May.',
  triggers: Object.fromEntries(triggerIds.map((id) => [id, id === 'large-scale' || id === 'sensitive-or-vulnerable'])),
  risks: [
    {
      risk: 'A person is refused for a wrong date of birth.',
      before: { likelihood: 3, severity: 3 },
      measures: ['An officer decides.', 'The person may object.'],
      after: { likelihood: 2, severity: 2 },
    },
  ],
}
