import type { Condition, ExchangeAnswer, ProtocolHouse, ReleasedFields } from '../../../../src/exchange/plugin.ts'
import { ok, type Result } from '../../../../src/kernel/result.ts'
import { wireInstant } from '../../../../src/standards/dci/instants.ts'
import { itemOf } from '../door/entries.ts'
import { exchange, purposeOf } from '../door/exchange.ts'
import { type MessageFault, refused } from '../door/fault.ts'
import { isTree, member, type Tree } from '../door/json.ts'
import { present } from '../door/leniencies.ts'
import type { Action, Asked, Done } from '../door/operation.ts'
import { parseQuery } from '../query/query.ts'
import { receiptOf } from './item.ts'
import { refusalText } from './refusal.ts'
import type { Target } from './targets.ts'

/** One question without an entry of its own: `enrolled_criteria`, `disabled_criteria`. */
export interface Criterion {
  readonly condition: Condition
  readonly purpose: string | undefined
}

/** query_type may be absent; what the query is shows in its shape. */
export function readCriterion(message: Tree, name: string, target: Target): Result<Criterion, MessageFault> {
  const criteria = member(message, name)
  if (!isTree(criteria)) return refused('err.request.bad', `message.${name} is missing or not an object`)
  const type = present(criteria.query_type) ?? 'expression'
  const condition = parseQuery(type, criteria.query, target.record)
  if (!condition.ok) return refused('err.request.bad', `${condition.problem.code}: ${condition.problem.message}`)
  return ok({ condition: condition.value, purpose: purposeOf(criteria) })
}

/** The one answer; a refusal or a silence is of the whole message, as its entry has no place for one. */
export async function askOne(
  { condition, purpose }: Criterion,
  target: Target,
  { asked, house }: { asked: Asked; house: ProtocolHouse },
): Promise<Result<ExchangeAnswer, MessageFault>> {
  const meant = purpose ?? house.defaultPurpose(asked.caller)
  if (meant === undefined) {
    return refused('err.request.bad', 'no purpose: send authorize.purpose.code, or have one registered')
  }
  const page = { size: recordsLimit, number: 1 }
  const request = { service: target.service, purpose: meant, condition, sort: [], page, acceptPartial: true }
  const answers = await exchange([request], asked, house)
  if (!answers.ok) return answers
  const [answer] = answers.value
  if (answer === undefined) throw new Error('the exchange of the message has no answer')
  if (answer.status === 'answered' || answer.status === 'no-record') return ok(answer)
  const text = refusalText(answer, target.record)
  return refused(answer.status === 'refused' ? 'err.request.forbidden' : 'err.service.unavailable', text)
}

const recordsLimit = 100

/** Whether someone stands in a register: the answer is one word. */
export interface Standing {
  readonly name: string
  readonly words: Action['words']
  readonly criteria: string
  readonly response: string
  readonly status: string
  readonly target: Target
  says(records: readonly ReleasedFields[]): string
}

export const standing = (of: Standing): Action<Criterion> => ({
  name: of.name,
  words: of.words,
  answer: 'on-search',
  read(message) {
    const criterion = readCriterion(message, of.criteria, of.target)
    return criterion.ok ? ok({ count: 1, referenceIds: [], value: criterion.value }) : criterion
  },
  async work(criterion, asked, house) {
    const answer = await askOne(criterion, of.target, { asked, house })
    if (!answer.ok) return answer
    const entry = itemOf(referenceOf(asked), wireInstant(house.now()), { status: 'succ' })
    const says = of.says(answer.value.records)
    return ok(oneEntry(of.response, { ...entry, [of.status]: says }, { asked, answer: answer.value }))
  },
})

/** The request has no reference of its own, the answer must have one. */
export const referenceOf = ({ transactionId, messageId }: Asked): string => transactionId || messageId

export const oneEntry = (
  name: string,
  entry: Done['message'],
  { asked, answer }: { asked: Asked; answer: ExchangeAnswer },
): Done => ({
  message: { [name]: [entry] },
  status: 'succ',
  totalCount: 1,
  completedCount: 1,
  exchanges: [answer.exchangeId],
  meta: { receipts: [receiptOf(referenceOf(asked), answer)] },
})
