import { randomUUID } from 'node:crypto'
import { fail, ok } from '../../../kernel/result.ts'
import { type StatusQuestion, statusQuestion, type Tree } from '../../../standards/dci/envelope.ts'
import { isTree, member } from '../../../standards/dci/sealed-message.ts'
import { text } from '../../calling.ts'
import type { Command } from '../../command.ts'
import { answerNow, unreadable } from './call.ts'
import { withConnection } from './connection.ts'
import { connectionOptions } from './options.ts'
import { clean, exitCodeFor, sealLine } from './print.ts'

const asked = ['search', 'subscribe', 'unsubscribe'] as const satisfies readonly StatusQuestion['operation'][]

export const dciStatus: Command = {
  name: 'dci status',
  about: {
    en: 'ask what became of a transaction at a registry of the DCI standard',
    sw: 'uliza yaliyotokea kwa muamala kwenye rejista ya kiwango cha DCI',
    fr: 'demander ce qu’est devenue une transaction auprès d’un registre de la norme DCI',
  },
  options: [
    {
      name: 'transaction',
      type: 'string',
      value: 'ID',
      about: {
        en: 'transaction_id of the message',
        sw: 'transaction_id ya ujumbe',
        fr: 'transaction_id du message',
      },
    },
    {
      name: 'of',
      type: 'string',
      value: 'OPERATION',
      about: {
        en: 'what the message was: search, subscribe or unsubscribe',
        sw: 'ujumbe ulikuwa nini: search, subscribe au unsubscribe',
        fr: 'ce qu’était le message : search, subscribe ou unsubscribe',
      },
      default: 'search',
    },
    ...connectionOptions,
  ],
  examples: ['kiungo dci status --base-url https://sr.example.org/v1.0.0 --registry sr --transaction 8d0c --keys keys'],
  run: (invocation) =>
    withConnection(invocation, { receiving: false }, async (connection) => {
      const { options, output } = invocation
      const value = text(options.transaction)
      const operation = asked.find((one) => one === (text(options.of) ?? 'search'))
      if (value === undefined || operation === undefined) {
        return fail({
          code: 'cli.usage',
          status: 400,
          message: value === undefined ? '--transaction is missing' : '--of is unknown',
          fix: `give the transaction_id, and with --of one of ${asked.join(', ')}`,
        })
      }
      const question = { referenceId: randomUUID(), at: new Date(), operation, by: 'transaction_id', value } as const
      const message = { transaction_id: randomUUID(), txnstatus_request: statusQuestion(question) }
      const answer = await answerNow(connection, 'syncStatus', message)
      if (!answer.ok) return answer
      const status = member(answer.value.message.txnstatus_response, 'txn_status')
      if (!isTree(status)) return unreadable('no txnstatus_response with a txn_status')
      output.result(answer.value, [`${value}:`, ...statusLines(status), sealLine(answer.value, output)])
      return ok(exitCodeFor(answer.value))
    }),
}

/** The status of each request of the transaction, or of the whole where it has no list. */
function statusLines(status: Tree): string[] {
  const list = status.search_response ?? status.subscribe_response ?? status.subscription_status
  const items = Array.isArray(list) ? list.filter(isTree) : [status]
  return items.map(({ reference_id, code, status: word, status_reason_code }) =>
    clean(`  ${[reference_id ?? code, word, status_reason_code].filter((part) => typeof part === 'string').join(' ')}`),
  )
}
