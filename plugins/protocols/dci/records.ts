import type { ExchangeAnswer, ProtocolHouse, ReleasedFields } from '../../../src/exchange/plugin.ts'
import type { Json } from '../../../src/kernel/canonical-json.ts'
import type { Target } from './targets.ts'

/** Terms of the standard's vocabularies; never fetched, as its files are no JSON-LD contexts. */
const context = { '@vocab': 'https://schema.spdci.org/' }

/** What one service answered for a search. */
export interface TargetAnswer {
  readonly target: Target
  readonly answer: ExchangeAnswer
}

/** Released records in the standard's vocabulary. The birth and the death of one person become one civil record. */
export function dciRecords(answers: readonly TargetAnswer[], house: ProtocolHouse): Json[] {
  const [first, second] = answers
  const [one, other] = [first?.answer.records, second?.answer.records]
  if (first !== undefined && second !== undefined && one?.length === 1 && other?.length === 1) {
    const forms = { ...first.answer.forms, ...second.answer.forms }
    return [dciRecord({ ...one[0], ...other[0] }, { answer: { forms }, target: first.target, house })]
  }
  return answers.flatMap(({ answer, target }) =>
    answer.records.map((record) => dciRecord(record, { answer, target, house })),
  )
}

interface Emitted {
  readonly answer: Pick<ExchangeAnswer, 'forms'>
  readonly target: Target
  readonly house: ProtocolHouse
}

/**
 * Values that were released as they are go where the vocabulary has them. Those in another form (yes or no, a band, a
 * pseudonym) are no values of its terms, so they go among `additional_attributes` under the element's own name.
 */
function dciRecord(record: ReleasedFields, { answer, target, house }: Emitted): Json {
  const raw: Record<string, Json> = {}
  const others: Json[] = []
  for (const [element, value] of Object.entries(record)) {
    const form = answer.forms[element]
    if (form === 'raw') raw[element] = value
    else others.push({ name: element, form: form ?? 'raw', value })
  }
  const emitted = house.fromCanonical(target.mapping, raw)
  const tree = typeof emitted === 'object' && emitted !== null && !Array.isArray(emitted) ? emitted : {}
  const additional = others.length === 0 ? {} : { additional_attributes: others }
  return { '@context': context, '@type': target.type, ...tree, ...additional }
}
