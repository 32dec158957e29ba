import type { Tree } from '../../standards/dci/envelope.ts'
import type { OperationName, RegistryName } from '../../standards/dci/registries.ts'
import { isTree, member } from '../../standards/dci/sealed-message.ts'
import { newTransaction } from '../callbacks.ts'
import { type Check, expect } from '../check.ts'
import type { Identifier } from '../data.ts'
import { expectRefusal, type Probe, verdictOf } from '../probe.ts'
import { knownOf, unknownOf } from '../samples.ts'

interface YesOrNo {
  readonly id: string
  readonly operation: OperationName
  readonly registry: RegistryName
  readonly criteria: string
  readonly answers: string
  readonly status: string
  readonly what: string
}

/** The extra operations that answer yes or no about one person. */
const questions: readonly YesOrNo[] = [
  {
    id: 'enrolled',
    operation: 'enrolled',
    registry: 'ibr',
    criteria: 'enrolled_criteria',
    answers: 'enrolled_response',
    status: 'enrolled_status',
    what: 'enrolled',
  },
  {
    id: 'disabled',
    operation: 'disabled',
    registry: 'dr',
    criteria: 'disabled_criteria',
    answers: 'disabled_response',
    status: 'disabled_status',
    what: 'registered as disabled',
  },
  {
    id: 'check-enrollment',
    operation: 'checkEnrollment',
    registry: 'ess',
    criteria: 'enrolled_criteria',
    answers: 'enrolled_response',
    status: 'enrolled_status',
    what: 'employed',
  },
]

const messageOf = (
  { criteria, registry }: YesOrNo,
  { type, value }: Identifier,
  purpose: string | undefined,
): Tree => ({
  transaction_id: newTransaction(),
  [criteria]: {
    query_type: 'idtype-value',
    ...(registry === 'ibr' ? { response_entity: 'Member' } : {}),
    query: { type, value },
    ...(purpose === undefined
      ? {}
      : { authorize: { '@type': 'Authorize', purpose: { text: purpose, code: purpose } } }),
  },
})

async function answerOf(probe: Probe, question: YesOrNo, about: Identifier): Promise<string> {
  const { reply, json } = await probe.send(question.operation, messageOf(question, about, probe.purpose))
  expect(reply.status === 200, `HTTP ${reply.status}`)
  const list = member(member(json, 'message'), question.answers)
  const [item] = Array.isArray(list) ? list.filter(isTree) : []
  expect(item !== undefined, `message.${question.answers} is missing or empty`)
  expect(item.status === 'succ', 'the item’s status is not succ')
  const told = item[question.status]
  expect(typeof told === 'string', `${question.status} is missing`)
  return told.toLowerCase()
}

/** The employment registry says `Active` where the others say yes. */
const no = ['no', 'inactive', 'not_enrolled', 'not enrolled', 'none', 'exited']

const yesOrNoChecks = questions.flatMap((question): Check[] => {
  const clause = `Registry core API 1.0.0, ${question.registry.toUpperCase()}: sync/${question.id}, ${question.answers}[].${question.status}`
  const common = { clause, level: 'must' as const, registries: [question.registry] }
  return [
    {
      ...common,
      id: `extras.${question.id}-tells-of-somebody`,
      title: `Whether somebody known is ${question.what} is answered`,
      async run(probe) {
        const told = await answerOf(probe, question, await knownOf(probe))
        expect(told.length > 0 && told.length < 40, 'the answer is no word')
      },
    },
    {
      ...common,
      id: `extras.${question.id}-says-no-of-nobody`,
      title: `Nobody is not ${question.what}`,
      async run(probe) {
        const told = await answerOf(probe, question, await unknownOf(probe))
        expect(no.includes(told), 'the answer is not no')
      },
    },
    {
      ...common,
      id: `extras.${question.id}-wants-a-question`,
      title: `A message that asks about nobody is refused`,
      async run(probe) {
        const exchange = await probe.send(question.operation, { transaction_id: newTransaction() })
        expectRefusal(exchange, 'a message without criteria')
      },
    },
  ]
})

const disability = (id: string, operation: OperationName, what: string): Check => ({
  id: `extras.${id}`,
  title: `The ${what} of a disabled person can be asked for`,
  clause: `Registry core API 1.0.0, DR: sync/get-${id}, data.reg_records`,
  level: 'must',
  registries: ['dr'],
  async run(probe) {
    const { type, value } = await knownOf(probe)
    const disabled_criteria: Tree = {
      query_type: 'idtype-value',
      query: { type, value },
      ...(probe.purpose === undefined
        ? {}
        : { authorize: { '@type': 'Authorize', purpose: { text: probe.purpose, code: probe.purpose } } }),
    }
    const exchange = await probe.send(operation, { transaction_id: newTransaction(), disabled_criteria })
    expect(
      verdictOf(exchange) === 'answered',
      `the question was ${verdictOf(exchange)} (HTTP ${exchange.reply.status})`,
    )
    const list = member(member(exchange.json, 'message'), 'search_response')
    const [item] = Array.isArray(list) ? list : []
    const records = member(member(item, 'data'), 'reg_records')
    expect(typeof records === 'object' && records !== null, 'data.reg_records is missing')
  },
})

export const extraChecks: readonly Check[] = [
  ...yesOrNoChecks,
  disability('disability-details', 'disabilityDetails', 'impairments'),
  disability('disability-support', 'disabilitySupport', 'support needs'),
]
