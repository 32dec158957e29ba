import type { CaseStep } from '../../../../../src/compliance/rights/schema.ts'

// A record, not the room's own list: that would bring the validator along.
const known: Readonly<Record<CaseStep, true>> = {
  ...{ receive: true, verify: true, begin: true, extend: true, disclose: true },
  ...{ propagate: true, close: true, refuse: true, lift: true },
}

export const caseSteps = Object.keys(known) as readonly CaseStep[]
