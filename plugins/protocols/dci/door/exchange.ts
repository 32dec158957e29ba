import type { ExchangeAnswer, ExchangeRequest, ProtocolHouse } from '../../../../src/exchange/plugin.ts'
import type { Json } from '../../../../src/kernel/canonical-json.ts'
import { ok, type Result } from '../../../../src/kernel/result.ts'
import { inCodes } from './codes.ts'
import { faultOf } from './failure.ts'
import type { MessageFault } from './fault.ts'
import { isTree, lastSegment, type Tree } from './json.ts'
import { present } from './leniencies.ts'
import type { Asked } from './operation.ts'

const deadlineMs = 15_000
const purposeLengthLimit = 80

/** Puts the questions of a message to the exchange; the same message has the same answers. */
export async function exchange(
  requests: readonly ExchangeRequest[],
  asked: Asked,
  house: ProtocolHouse,
): Promise<Result<readonly ExchangeAnswer[], MessageFault>> {
  if (requests.length === 0) return ok([])
  // The header's times differ when a message is sent again; its meaning is where it was sent to, and `message`.
  const body = { registry: asked.registry, message: asked.message as Json }
  const coded = requests.map((request) => ({ ...request, condition: inCodes(request.condition, house) }))
  const message = { messageId: asked.messageId, body, protocol: 'dci', requests: coded, deadlineMs }
  const answers = await house.exchange(message, asked.caller)
  return answers.ok ? answers : { ok: false, problem: faultOf(answers.problem) }
}

/** The purpose's code in the authorize or consent block, whose semantics the standard leaves to the country. */
export function purposeOf(criteria: Tree): string | undefined {
  for (const block of [criteria.authorize, criteria.consent]) {
    const purpose = isTree(block) && isTree(block.purpose) ? present(block.purpose.code) : undefined
    if (typeof purpose === 'string') return lastSegment(purpose).slice(0, purposeLengthLimit)
  }
  return undefined
}
