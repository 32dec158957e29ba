import { randomUUID } from 'node:crypto'
import process from 'node:process'
import type { LocalText } from '../../../kernel/nouns.ts'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import { subscribeItem, type Tree } from '../../../standards/dci/envelope.ts'
import { registries } from '../../../standards/dci/registries.ts'
import { isTree, member, type OpenedMessage } from '../../../standards/dci/sealed-message.ts'
import { type Command, type ExitCode, exitCodes, type Invocation } from '../../command.ts'
import { answerLater, refused, unreadable } from './call.ts'
import { type Connection, withConnection } from './connection.ts'
import { connectionOptions, receiverOptions } from './options.ts'
import { clean, exitCodeFor, recordLines, sealLine } from './print.ts'
import { everybodyIn, interestOf, queryOf, queryOptions } from './query.ts'

const words = {
  subscribed: {
    en: 'subscribed as {code}; end it with: kiungo dci unsubscribe --code {code}',
    sw: 'umejisajili kama {code}; sitisha kwa: kiungo dci unsubscribe --code {code}',
    fr: 'abonné sous {code} ; y mettre fin avec : kiungo dci unsubscribe --code {code}',
  },
  ended: { en: 'ended: {codes}', sw: 'zimesitishwa: {codes}', fr: 'terminés : {codes}' },
} satisfies Record<string, LocalText>

/** How soon Ctrl-C is heeded. */
const lookEveryMs = 200

export const dciSubscribe: Command = {
  name: 'dci subscribe',
  about: {
    en: 'subscribe to an event of a registry of the DCI standard, and print what it tells',
    sw: 'jisajili kwa tukio la rejista ya kiwango cha DCI, na uchapishe inachoarifu',
    fr: 's’abonner à un événement d’un registre de la norme DCI, et imprimer ce qu’il annonce',
  },
  options: [
    ...queryOptions,
    {
      name: 'count',
      type: 'integer',
      value: 'N',
      about: {
        en: 'end after so many notifications (otherwise with Ctrl-C)',
        sw: 'maliza baada ya arifa hizi (vinginevyo kwa Ctrl-C)',
        fr: 'finir après tant d’annonces (sinon par Ctrl-C)',
      },
    },
    ...receiverOptions,
    ...connectionOptions,
  ],
  examples: [
    'kiungo dci subscribe --base-url https://crvs.example.org/v1.0.0 --registry crvs --event LiveBirth --callback-url http://127.0.0.1:7500 --keys keys',
  ],
  run: (invocation) =>
    withConnection(invocation, { receiving: true }, async (connection) => {
      const request = subscribeRequest(connection, invocation)
      if (!request.ok) return request
      const answer = await answerLater(connection, 'subscribe', request.value, invocation)
      if (!answer.ok) return answer
      const code = codeIn(answer.value.message)
      if (!code.ok) return code
      const { output } = invocation
      output.result(answer.value, [
        `${output.say(words.subscribed, { code: code.value })}; ${sealLine(answer.value, output)}`,
      ])
      return ok(await follow(connection, invocation))
    }),
}

export const dciUnsubscribe: Command = {
  name: 'dci unsubscribe',
  about: {
    en: 'end subscriptions at a registry of the DCI standard',
    sw: 'sitisha usajili kwenye rejista ya kiwango cha DCI',
    fr: 'mettre fin à des abonnements auprès d’un registre de la norme DCI',
  },
  options: [
    {
      name: 'code',
      type: 'string',
      value: 'CODE',
      repeatable: true,
      about: {
        en: 'code of a subscription, as `kiungo dci subscribe` printed it',
        sw: 'msimbo wa usajili, kama ulivyochapishwa na `kiungo dci subscribe`',
        fr: 'code d’un abonnement, tel que `kiungo dci subscribe` l’a imprimé',
      },
    },
    ...receiverOptions,
    ...connectionOptions,
  ],
  examples: [
    'kiungo dci unsubscribe --base-url https://crvs.example.org/v1.0.0 --registry crvs --code 7c1f --callback-url http://127.0.0.1:7500 --keys keys',
  ],
  run: (invocation) =>
    withConnection(invocation, { receiving: true }, async (connection) => {
      const codes = (invocation.options.code ?? []) as readonly string[]
      if (codes.length === 0) return usage('--code is missing', 'give the code of a subscription')
      const message = {
        transaction_id: randomUUID(),
        timestamp: new Date().toISOString(),
        subscription_codes: [...codes],
      }
      const answer = await answerLater(connection, 'unsubscribe', message, invocation)
      if (!answer.ok) return answer
      const { status, status_reason_code: reason } = answer.value.message
      if (status === 'rjct') return refused([clean(String(reason ?? status))])
      const { output } = invocation
      output.result(answer.value, [
        `${output.say(words.ended, { codes: codes.join(', ') })}; ${sealLine(answer.value, output)}`,
      ])
      return ok(exitCodeFor(answer.value))
    }),
}

const usage = (message: string, fix: string) => fail({ code: 'cli.usage', status: 400, message, fix })

function subscribeRequest({ registry, purpose }: Connection, invocation: Invocation): Result<Tree> {
  const query = queryOf(invocation)
  if (!query.ok) return query
  const count = invocation.options.count ?? 1
  if (Number(count) < 1) return usage('--count counts from 1', 'leave it out to listen until Ctrl-C')
  const { type, events, records } = registries[registry]
  const filter = query.value ?? everybodyIn(registry)
  const { eventType = events[0] ?? 'REGISTER', recordType = records[0] ?? 'Person' } = interestOf(invocation)
  const interest = { regType: type, eventType, recordType, filterType: filter.type, filter: filter.query }
  const item = subscribeItem(randomUUID(), new Date(), { ...interest, ...(purpose === undefined ? {} : { purpose }) })
  return ok({ transaction_id: randomUUID(), subscribe_request: [item] })
}

function codeIn({ subscribe_response: list }: Tree): Result<string> {
  const [item] = Array.isArray(list) ? list : []
  if (member(item, 'status') === 'rjct') {
    return refused([clean(String(member(item, 'status_reason_code') ?? 'rjct'))])
  }
  const infos = member(item, 'subscriptions')
  const code = member(Array.isArray(infos) ? infos[0] : infos, 'code')
  return typeof code === 'string' ? ok(clean(code)) : unreadable('no code of a subscription')
}

/** Prints each notification as it comes, until there are enough or the person ends it. */
async function follow({ receiver, consumer }: Connection, { options, output }: Invocation): Promise<ExitCode> {
  const enough = Number(options.count ?? Number.POSITIVE_INFINITY)
  let [heard, stopped] = [0, false]
  let code: ExitCode = exitCodes.ok
  const stop = (): void => {
    stopped = true
  }
  process.once('SIGINT', stop)
  try {
    while (!stopped && heard < enough) {
      const arrived = await receiver?.take(lookEveryMs)
      const opened = arrived === undefined ? undefined : await consumer.open(arrived.body)
      if (opened?.ok !== true || opened.value.header?.action !== 'notify') continue
      heard++
      output.result(opened.value, [...noticeLines(opened.value), sealLine(opened.value, output)])
      if (exitCodeFor(opened.value) !== exitCodes.ok) code = exitCodes.refused
    }
  } finally {
    process.off('SIGINT', stop)
  }
  return code
}

function noticeLines({ message: { notify_event: events } }: OpenedMessage): string[] {
  const list = Array.isArray(events) ? events.filter(isTree) : []
  return list.flatMap(({ timestamp, data }) => {
    const records = member(data, 'reg_records') ?? []
    return [
      clean(`${String(timestamp)} ${String(member(data, 'reg_event_type'))}`),
      ...recordLines(Array.isArray(records) ? records : [records]),
    ]
  })
}
