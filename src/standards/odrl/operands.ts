import type { LeftValues } from './constraints.ts'
import { conclusion, match } from './matching.ts'
import type { Rule } from './model.ts'
import type { Act, World } from './state.ts'
import type { Instant, Value } from './values.ts'
import { countOperand, timeOperands } from './vocabulary.ts'

/** A rule looked at for one act. `since` is when the rule began to bind, for the operands that count time from there. */
export interface Occasion {
  readonly rule: Rule
  readonly act: Act
  readonly world: World
  readonly since?: Instant | undefined
}

/** The left operands of the common vocabulary that the state answers; of any other the act must state the value. */
export const leftValuesOf =
  (occasion: Occasion): LeftValues =>
  ({ leftOperand, unit }) => {
    const { act, world } = occasion
    if (leftOperand === timeOperands.dateTime) return [act.at]
    if (leftOperand === timeOperands.elapsedTime) return elapsed(occasion, firstTime(occasion))
    if (leftOperand === timeOperands.delayPeriod) return elapsed(occasion, undefined)
    if (leftOperand === timeOperands.timeInterval) return elapsed({ ...occasion, since: undefined }, lastTime(occasion))
    if (leftOperand !== countOperand) return act.circumstances.get(leftOperand)
    const from = unit === undefined ? Number.NEGATIVE_INFINITY : world.periodStart(unit)?.at
    return from === undefined ? undefined : [{ type: 'number', number: countFrom(from, occasion) }]
  }

function elapsed({ act, since }: Occasion, otherwise: number | undefined): Value[] | undefined {
  const from = since?.at ?? otherwise
  return from === undefined ? undefined : [{ type: 'span', from, to: act.at.at }]
}

/** Time is counted from the first use; nothing has passed before it. */
const firstTime = (occasion: Occasion): number => earlier(occasion)[0]?.at.at ?? occasion.act.at.at

const lastTime = (occasion: Occasion): number => earlier(occasion).at(-1)?.at.at ?? Number.NEGATIVE_INFINITY

/**
 * How often the action was done in the period, with the act at hand. What is only asked for is counted as if it were
 * done: "at most five times" lets the fifth pass and not the sixth. A duty is not done by asking.
 */
function countFrom(from: number, occasion: Occasion): number {
  const { rule, act, world } = occasion
  const done = matching({ rule, act, world }).filter(({ at }) => at.at >= from)
  const isAsked = !world.performed.includes(act) && (rule.kind === 'permission' || rule.kind === 'prohibition')
  return done.reduce((sum, { times }) => sum + times, isAsked ? 1 : 0)
}

/** Acts under the rule before the one at hand. */
const earlier = (occasion: Occasion): Act[] => matching(occasion).filter((act) => act !== occasion.act)

/** Acts done up to the one at hand that are of the rule's action, target and parties, whatever its constraints. */
function matching({ rule, act: { at }, world }: Occasion): Act[] {
  return world.performed.filter(
    (act) =>
      act.at.at <= at.at &&
      conclusion(match(rule, act, ({ leftOperand }) => act.circumstances.get(leftOperand), world)) === 'satisfied',
  )
}
