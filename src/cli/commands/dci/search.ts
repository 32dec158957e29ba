import { createProbe } from '../../../conformance/probe.ts'
import type { LocalText } from '../../../kernel/nouns.ts'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import type { Criteria, Tree } from '../../../standards/dci/envelope.ts'
import { type FoundPage, searchReply } from '../../../standards/dci/reply.ts'
import { text } from '../../calling.ts'
import type { Command, Invocation } from '../../command.ts'
import { answerLater, answerNow, refused, unreadable } from './call.ts'
import { type Connection, withConnection } from './connection.ts'
import { connectionOptions, receiverOptions } from './options.ts'
import { exitCodeFor, recordLines, sealLine } from './print.ts'
import { interestOf, queryOf, queryOptions } from './query.ts'

const words = {
  found: { en: '{shown} of {total} records', sw: 'rekodi {shown} kati ya {total}', fr: '{shown} fiches sur {total}' },
} satisfies Record<string, LocalText>

const usualPageSize = 20

export const dciSearch: Command = {
  name: 'dci search',
  about: {
    en: 'search a registry of the DCI standard, at once or with a callback',
    sw: 'tafuta katika rejista ya kiwango cha DCI, papo hapo au kwa kujibiwa baadaye',
    fr: 'chercher dans un registre de la norme DCI, tout de suite ou avec un rappel',
  },
  options: [
    ...queryOptions,
    {
      name: 'sort',
      type: 'string',
      value: 'NAME:ORDER',
      about: {
        en: 'attribute to sort by, and asc or desc',
        sw: 'sifa ya kupanga, na asc au desc',
        fr: 'attribut de tri, et asc ou desc',
      },
    },
    {
      name: 'page-size',
      type: 'integer',
      value: 'COUNT',
      about: { en: 'records a page', sw: 'rekodi kwa kila ukurasa', fr: 'fiches par page' },
    },
    {
      name: 'page',
      type: 'integer',
      value: 'NUMBER',
      about: { en: 'which page, from 1', sw: 'ukurasa upi, kuanzia 1', fr: 'quelle page, à partir de 1' },
    },
    {
      name: 'async',
      type: 'boolean',
      about: {
        en: 'be called back with the answer instead of waiting for it',
        sw: 'pokea jibu baadaye badala ya papo hapo',
        fr: 'recevoir la réponse par un rappel',
      },
    },
    ...receiverOptions,
    ...connectionOptions,
  ],
  examples: [
    'kiungo dci search --base-url http://127.0.0.1:7400/dci/sr/v1.0.0 --registry sr --client dss-pension-mis --id UIN:123',
    'kiungo dci search --base-url https://sr.example.org/v1.0.0 --registry sr --where "age lt 25" --sort name:asc --page-size 10 --async --callback-url http://127.0.0.1:7500 --keys keys',
  ],
  run: (invocation) =>
    withConnection(invocation, { receiving: invocation.options.async === true }, async (connection) => {
      const criteria = criteriaOf(connection, invocation)
      if (!criteria.ok) return criteria
      const { message, transactionId, referenceId } = probeOf(connection, invocation).searchMessage(criteria.value)
      const answer =
        connection.receiver === undefined
          ? await answerNow(connection, 'syncSearch', message)
          : await answerLater(connection, 'search', message, invocation)
      if (!answer.ok) return answer
      const found = foundIn(answer.value.message, answer.value.header, { transactionId, referenceId })
      if (!found.ok) return found
      const { records, total = records.length } = found.value
      const { output } = invocation
      output.result(answer.value, [
        ...recordLines(records),
        `${output.say(words.found, { shown: records.length, total })}; ${sealLine(answer.value, output)}`,
      ])
      return ok(exitCodeFor(answer.value))
    }),
}

const usage = (message: string, fix: string) => fail({ code: 'cli.usage', status: 400, message, fix })

const probeOf = ({ registry, consumer, purpose }: Connection, invocation: Invocation) =>
  createProbe({
    registry,
    consumer,
    ...interestOf(invocation),
    ...(purpose === undefined ? {} : { purpose }),
    callbackMs: 0,
    notifyMs: 0,
  })

function criteriaOf(connection: Connection, invocation: Invocation): Result<Tree> {
  const { options } = invocation
  const query = queryOf(invocation)
  if (!query.ok) return query
  if (query.value === undefined) return usage('there is nothing to search by', 'give --id or --where')
  const sort = sortOf(text(options.sort))
  if (!sort.ok) return sort
  const [size, number] = [Number(options['page-size'] ?? usualPageSize), Number(options.page ?? 1)]
  if (size < 1 || number < 1) return usage('--page-size and --page count from 1', 'leave them out, or give more')
  return ok(
    probeOf(connection, invocation).criteria({
      queryType: query.value.type,
      query: query.value.query,
      sort: sort.value,
      page: { size, number },
      ...(options['record-type'] === 'Group' ? { responseEntity: 'Group' } : {}),
    }),
  )
}

function sortOf(written: string | undefined): Result<NonNullable<Criteria['sort']>> {
  if (written === undefined) return ok([])
  const [, attribute, order = 'asc'] = /^([^:]+)(?::(asc|desc))?$/.exec(written) ?? []
  if (attribute === undefined) return usage('--sort is no attribute and order', 'write it as NAME:asc or NAME:desc')
  return ok([{ attribute, order: order === 'desc' ? 'desc' : 'asc' }])
}

function foundIn(
  message: Tree,
  header: Tree | undefined,
  expected: { transactionId: string; referenceId: string },
): Result<FoundPage> {
  const found = searchReply({ ...(header === undefined ? {} : { header }), message }, expected)
  if (found.ok) return found
  const fault = found.problem
  if (fault.kind === 'rejected') return refused([fault.code])
  return unreadable(fault.kind === 'later' ? 'it is put off' : fault.what)
}
