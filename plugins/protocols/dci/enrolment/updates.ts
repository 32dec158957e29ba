import type { ExchangeAnswer, ProtocolHouse } from '../../../../src/exchange/plugin.ts'
import type { Json } from '../../../../src/kernel/canonical-json.ts'
import { ok, type Result } from '../../../../src/kernel/result.ts'
import { wireInstant } from '../../../../src/standards/dci/instants.ts'
import { askAll, type Question } from '../door/ask.ts'
import { batchLimit, type ItemState, itemOf } from '../door/entries.ts'
import { refused } from '../door/fault.ts'
import { isTree, member } from '../door/json.ts'
import type { Action, Asked } from '../door/operation.ts'
import { receiptOf } from '../search/item.ts'
import { refusalText } from '../search/refusal.ts'
import { type Report, readBeneficiary } from './beneficiary.ts'

type Read = Result<Report, string>

/**
 * IBR `sync/enrollment/updates`: a programme tells of its beneficiaries. Each is an act of the registry, which is an
 * exchange (decision 0006): the agreement names what may be told, and the message's id makes it one.
 */
export const enrollmentUpdates: Action<readonly Read[]> = {
  name: 'enrollment-updates',
  words: ['notify', 'register'],
  answer: 'notify',
  read(message) {
    // older-names
    const updates = member(message, 'enrolled_updates') ?? member(message, 'receipt_information')
    const beneficiaries = isTree(updates) ? member(updates, 'beneficiaries') : undefined
    if (
      !isTree(updates) ||
      !Array.isArray(beneficiaries) ||
      !beneficiaries.every(isTree) ||
      beneficiaries.length === 0
    ) {
      return refused('err.request.bad', 'message.enrolled_updates.beneficiaries is not a list of beneficiaries')
    }
    if (beneficiaries.length > batchLimit) {
      const text = `a message holds at most ${batchLimit} beneficiaries`
      return refused('err.request.bad', text, 'rjct.total_count.limit_exceeded')
    }
    const value = beneficiaries.map((one) => readBeneficiary(one, updates.receipt_type))
    return ok({ count: value.length, referenceIds: [], value })
  },
  async work(reads, asked, house) {
    const questions = reads.flatMap((read, i) => (read.ok ? [questionOf(read.value, i, { asked, house })] : []))
    const answers = await askAll(questions, asked, house)
    if (!answers.ok) return answers
    const at = wireInstant(house.now())
    const receipts: Json[] = []
    let next = 0
    const items = reads.map((read, i) => {
      const reference = `${asked.messageId}/${i + 1}`
      if (!read.ok) return itemOf(reference, at, { status: 'rjct', message: read.problem })
      const answer = answers.value[next++]
      if (answer === undefined) throw new Error('an exchange of the message has no answer')
      receipts.push(receiptOf(reference, answer))
      return itemOf(reference, at, stateOf(answer))
    })
    const done = items.filter(({ status }) => status === 'succ').length
    return ok({
      message: { enrolled_response: items },
      status: done > 0 ? 'succ' : 'rjct',
      totalCount: items.length,
      completedCount: done,
      exchanges: answers.value.map(({ exchangeId }) => exchangeId),
      meta: { receipts },
      unavailable: answers.value.length > 0 && answers.value.every(({ status }) => status === 'unavailable'),
    })
  },
}

interface Asking {
  readonly asked: Asked
  readonly house: ProtocolHouse
}

function questionOf({ act, equalities, changed }: Report, place: number, { asked, house }: Asking): Question {
  const reference = `${asked.caller.id}/${asked.messageId}/${place + 1}`
  const ends = house.codeOf('enrolment.status', String(equalities['enrolment.status'])) === 'exited'
  return {
    service: `beneficiary-registry.${act}`,
    equalities: {
      'enrolment.reference': reference,
      ...equalities,
      ...(ends ? { 'enrolment.end-date': changed } : {}),
    },
    elements: ['enrolment.outcome'],
    acceptPartial: false,
  }
}

/** EnrollmentUpdatesResponse has no place for a reason's code: it begins the message. */
function stateOf(answer: ExchangeAnswer): ItemState {
  const outcome = answer.records[0]?.['enrolment.outcome']
  if (outcome === 'done') return { status: 'succ' }
  if (outcome === undefined) return { status: 'rjct', message: refusalText(answer, 'enrolment') }
  return { status: 'rjct', message: `${outcome}: ${outcomes[String(outcome)] ?? 'it was not entered'}` }
}

/** Words of the code list `enrolment-outcome`. */
const outcomes: Readonly<Record<string, string>> = {
  'unknown-record': 'the registry has nobody of this number, or no enrolment of theirs in the programme',
  'ambiguous-record': 'the registry has several people of this number',
  'already-enrolled': 'the person is enrolled in this programme already: tell of a change',
  'value-missing': 'status_change_date is missing, and an enrolment that ends has one',
  'value-invalid': 'enrollment_status or a date is none that can be',
  'foreign-programme': 'the programme is none that the sender runs',
  'act-id-reused': 'this message_id was used for other beneficiaries',
}
