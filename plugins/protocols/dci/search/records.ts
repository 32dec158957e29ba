import type { ExchangeAnswer, ProtocolHouse, ReleasedFields } from '../../../../src/exchange/plugin.ts'
import type { Json } from '../../../../src/kernel/canonical-json.ts'
import { type Edition, withIdentifiers } from '../door/edition.ts'
import type { Target } from './targets.ts'

/** Terms of the standard's vocabularies; never fetched, as its files are no JSON-LD contexts. */
const context = { '@vocab': 'https://schema.spdci.org/' }

/** What one service answered for a search. */
export interface TargetAnswer {
  readonly target: Target
  readonly answer: ExchangeAnswer
}

interface Reader {
  readonly registry: string
  readonly edition: Edition
}

/** Released records in the standard's vocabulary. The birth and the death of one person become one civil record. */
export function dciRecords(answers: readonly TargetAnswer[], reader: Reader, house: ProtocolHouse): Json[] {
  return recordsOf(answers, house).map((record) => withIdentifiers(record, reader))
}

function recordsOf(answers: readonly TargetAnswer[], house: ProtocolHouse): Json[] {
  const [first, second] = answers
  const [one, other] = [first?.answer.records, second?.answer.records]
  if (first !== undefined && second !== undefined && one?.length === 1 && other?.length === 1) {
    const forms = { ...first.answer.forms, ...second.answer.forms }
    return [dciRecord({ ...one[0], ...other[0] }, { forms, target: first.target, house })]
  }
  return answers.flatMap(({ answer, target }) =>
    answer.records.map((record) => dciRecord(record, { forms: answer.forms, target, house })),
  )
}

interface Emitted {
  readonly forms: ExchangeAnswer['forms']
  readonly target: Target
  readonly house: ProtocolHouse
}

function dciRecord(record: ReleasedFields, { forms, target, house }: Emitted): Json {
  const emitted = house.fromCanonical(target.mapping, marked(record, forms))
  const tree = typeof emitted === 'object' && emitted !== null && !Array.isArray(emitted) ? emitted : {}
  return { '@context': context, '@type': target.type, ...tree }
}

/**
 * Values that were released as they are go where the vocabulary has them. Those in another form (yes or no, a band, a
 * pseudonym) are no values of its terms: marked with their form, no rule of a mapping takes them, so they end among
 * `additional_attributes` under the element's own name.
 */
function marked(record: ReleasedFields, forms: ExchangeAnswer['forms']): ReleasedFields {
  return Object.fromEntries(
    Object.entries(record).map(([element, value]) => {
      const form = forms[element] ?? 'raw'
      if (form !== 'raw') return [element, { form, value }]
      return [element, Array.isArray(value) ? value.map((item) => marked(item as ReleasedFields, forms)) : value]
    }),
  )
}
