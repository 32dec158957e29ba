/** The steps of a comparison and of an evaluation, in their order. */
export const measureSteps = ['records', 'pairs', 'clusters', 'examples'] as const
export type MeasureStep = (typeof measureSteps)[number]

/** Told which step begins, and how far it is; throws where nobody waits for the answer any more. */
export type Watch = (step: MeasureStep, share?: number) => void
