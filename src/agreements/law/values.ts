import { type IsoDate, isIsoDate } from '../../kernel/dates.ts'
import type { WorkingDays } from './calendar.ts'

/** What an expression is answered from. One frame serves one evaluation after the other. */
export interface Frame {
  facts: unknown
  /** The items that `all`, `any` and `count` are at. */
  readonly items: unknown[]
  /** Each purpose with those that cover it: itself, its broader one, and so on. */
  readonly broader: ReadonlyMap<string, readonly string[]>
  readonly calendar: WorkingDays
  /** How many items may still be looked at; then the answer is unknown, so that no list can make a rule slow. */
  visits: number
}

/** Items that one rule may look at in one evaluation. */
export const visitLimit = 20_000

/** The value of an expression; undefined is _unknown_, and is never taken for a no. Never throws. */
export type Run = (frame: Frame) => unknown

export const isDay = (value: unknown): value is IsoDate => typeof value === 'string' && isIsoDate(value)

/** Kleene's three-valued logic: an unknown part leaves the whole open unless the known parts settle it. */
export function allOf(runs: readonly Run[]): Run {
  return (frame) => {
    let answer: boolean | undefined = true
    for (const run of runs) {
      const value = run(frame)
      if (value === false) return false
      if (value !== true) answer = undefined
    }
    return answer
  }
}

export function anyOf(runs: readonly Run[]): Run {
  return (frame) => {
    let answer: boolean | undefined = false
    for (const run of runs) {
      const value = run(frame)
      if (value === true) return true
      if (value !== false) answer = undefined
    }
    return answer
  }
}

/** Walks a list with its items in the slot; undefined when there is no list or it is too long. */
export function eachItem(frame: Frame, list: unknown, slot: number, visit: (item: unknown) => boolean): boolean {
  if (!Array.isArray(list)) return false
  for (const item of list) {
    frame.visits -= 1
    if (frame.visits < 0) return false
    frame.items[slot] = item
    if (!visit(item)) break
  }
  return true
}
