import type { Decision, Reason } from '../../../../src/identity/people/schema.ts'
import type { Proposal, ProposalState, Verdict } from '../../../../src/identity/review/schema.ts'
import type { HouseholdLink } from '../../../../src/identity/runs/schema.ts'

// Records, not the room's own lists: those would bring the validator along for a few words.
const keysOf = <T extends string>(known: Readonly<Record<T, true>>): readonly T[] => Object.keys(known) as T[]

export const reviewStates = keysOf<ProposalState>({
  ...{ open: true, second: true, disputed: true, decided: true, withdrawn: true },
})
export const verdicts = keysOf<Verdict>({ link: true, 'not-link': true, 'cannot-tell': true })
export const queueViews = ['decisions', 'bulk', 'agreement'] as const

export const householdChanges = keysOf<HouseholdLink['change']>({ same: true, 'part-of': true, 'some-members': true })

/** How sure the model is, in bits of weight: the bounds of `minWeight` and `maxWeight`. */
export const certainties = ['likely', 'unclear', 'unlikely'] as const
export type Certainty = (typeof certainties)[number]
const sureBits = 5
export const weightsOf: Readonly<Record<Certainty, { readonly minWeight?: number; readonly maxWeight?: number }>> = {
  likely: { minWeight: sureBits },
  unclear: { minWeight: -sureBits, maxWeight: sureBits },
  unlikely: { maxWeight: -sureBits },
}

export const certaintyOf = ({ weight }: Pick<Proposal, 'weight'>): Certainty =>
  weight >= sureBits ? 'likely' : weight <= -sureBits ? 'unlikely' : 'unclear'

/** Reasons that can stand behind a verdict; the first is offered. */
export const reasonsOf: Readonly<Record<Verdict | 'unmerge', readonly Reason[]>> = {
  link: ['evidence-of-the-records', 'same-identifier', 'biometric', 'papers-seen', 'person-asked', 'home-visited'],
  'not-link': [
    ...(['evidence-of-the-records', 'twins', 'relatives', 'same-name-only', 'biometric', 'papers-seen'] as const),
    ...(['person-asked', 'home-visited'] as const),
  ],
  'cannot-tell': ['too-little-evidence', 'same-name-only', 'relatives'],
  unmerge: [
    ...(['entered-in-error', 'appeal', 'person-asked', 'papers-seen', 'biometric', 'twins', 'relatives'] as const),
    ...(['same-name-only', 'source-corrected', 'home-visited'] as const),
  ],
}

/** Decisions that made one person of two, and can be taken back. */
const joining: readonly Decision['kind'][] = ['link', 'must-link', 'merge']
export const canBeTakenBack = ({ kind, undoneBy }: { kind: Decision['kind']; undoneBy?: string }): boolean =>
  joining.includes(kind) && undoneBy === undefined
