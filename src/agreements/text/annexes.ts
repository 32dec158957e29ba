import type { AgreedField, AgreedService, Predicate } from '../schema.ts'
import { clause, type Draft, type Drafting, type Unnumbered } from './articles/draft.ts'
import { quoted } from './document.ts'
import { annexes as words } from './messages/agreement.ts'
import { bands, classifications, forms, necessities, predicates, truth } from './messages/terms.ts'
import type { Writer } from './writer.ts'

/** The data, one clause for each service in the order of the article on data. */
export const fieldsAnnex: Drafting = ({ services }, writer): Draft => ({
  heading: words.fields,
  clauses: services.map((agreed, i) => fieldsOf(agreed, `services/${i}/fields`, writer)),
})

function fieldsOf({ service, fields }: AgreedService, ref: string, writer: Writer): Unnumbered {
  const named = { service: writer.service(service) }
  return {
    ref,
    text: writer.say(words.service, named),
    table: {
      caption: writer.say(words.caption, named),
      headings: [words.field, words.classification, words.form, words.need].map((heading) => writer.say(heading)),
      rows: fields.map((field) => [
        writer.element(field.element),
        classOf(field.element, writer),
        formOf(field, writer),
        needOf(field, writer),
      ]),
    },
  }
}

function classOf(element: string, writer: Writer): string {
  const known = writer.context.elements.get(element)
  return known === undefined ? writer.say(words.unknown) : writer.say(classifications[known.classification])
}

function formOf({ release, predicate, bandEdges }: AgreedField, writer: Writer): string {
  const form = writer.say(forms[release])
  const asked = predicate === undefined ? [] : [questionOf(predicate, writer)]
  const banded = bandEdges === undefined ? [] : [bandsOf(bandEdges, writer)]
  const question = [...asked, ...banded].join('; ')
  return question === '' ? form : writer.say(words.asking, { form, question })
}

function questionOf(predicate: Predicate, writer: Writer): string {
  const text = predicates[predicate.test]
  if ('years' in predicate) return writer.say(text, { value: predicate.years })
  return 'value' in predicate ? writer.say(text, { value: comparedWith(predicate.value, writer) }) : writer.say(text)
}

function comparedWith(value: string | number | boolean, writer: Writer): string {
  if (typeof value === 'number') return writer.number(value)
  return typeof value === 'boolean' ? writer.say(truth[`${value}`]) : quoted(`“${value}”`)
}

function bandsOf(edges: readonly number[], writer: Writer): string {
  const named = edges.map(writer.number)
  return [
    writer.say(bands.first, { edge: named[0] ?? '' }),
    ...named.slice(1).map((edge, i) => writer.say(bands.between, { from: named[i] ?? '', edge })),
    writer.say(bands.last, { from: named.at(-1) ?? '' }),
  ].join('; ')
}

function needOf({ necessity, justification }: AgreedField, writer: Writer): string {
  if (necessity === undefined) return quoted(justification)
  return writer.say(words.because, {
    necessity: writer.say(necessities[necessity]),
    justification: quoted(justification),
  })
}

/** What the fields mean and how the gateway acts: for those who build the connection. */
export const technicalAnnex: Drafting = ({ services, dictionaryVersion }, writer): Draft => {
  const elements = new Set(services.flatMap(({ askBy, fields }) => [...askBy, ...fields.map(({ element }) => element)]))
  const rows = [...elements].flatMap((id) => {
    const known = writer.context.elements.get(id)
    return known === undefined ? [] : [[writer.element(id), writer.own(known.definition)]]
  })
  const meaning =
    dictionaryVersion === undefined
      ? { text: writer.say(words.dictionaryCurrent) }
      : clause('dictionaryVersion', writer.say(words.dictionary, { version: quoted(dictionaryVersion) }))
  return {
    heading: words.technical,
    clauses: [
      {
        ...meaning,
        ...(rows.length === 0
          ? {}
          : {
              table: {
                caption: writer.say(words.meanings),
                headings: [words.field, words.meaning].map((heading) => writer.say(heading)),
                rows,
              },
            }),
      },
      { text: writer.say(words.interface) },
    ],
  }
}
