import type { ElementType } from '../../semantics/schema.ts'
import type { KnownElement, Vocabulary } from '../../semantics/vocabulary.ts'
import type { AgreedField, ReleaseForm } from '../schema.ts'
import type { DataQuality, LogicalType, SchemaProperty } from './contract.ts'

const ofElement: Readonly<Record<ElementType, LogicalType>> = {
  text: 'string',
  identifier: 'string',
  code: 'string',
  integer: 'integer',
  decimal: 'number',
  boolean: 'boolean',
  date: 'date',
  instant: 'timestamp',
  records: 'array',
}

/** What leaves in a form is of its own type, whatever the value was. */
const ofForm: Readonly<Record<Exclude<ReleaseForm, 'raw'>, LogicalType>> = {
  'yes-no': 'boolean',
  band: 'object',
  pseudonym: 'string',
  hash: 'string',
  count: 'integer',
}

/** A field as it leaves. An element that the dictionary does not have is named and no more. */
export function propertyOf(field: AgreedField, vocabulary: Vocabulary): SchemaProperty {
  const known = vocabulary.elements.get(field.element)
  const logicalType = typeOf(field, known)
  const quality = field.release === 'raw' ? qualityOf(known) : []
  return {
    name: field.element,
    ...(known === undefined
      ? {}
      : {
          businessName: known.element.label.en,
          description: known.element.definition.en,
          classification: known.element.classification,
        }),
    ...(logicalType === undefined ? {} : { logicalType }),
    ...(logicalType === 'array' ? { items: { logicalType: 'object' } } : {}),
    required: field.necessity === 'required',
    ...(quality.length === 0 ? {} : { quality }),
    customProperties: [
      { property: 'release', value: field.release },
      { property: 'justification', value: field.justification },
      ...(known?.element.unit === undefined ? [] : [{ property: 'unit', value: known.element.unit }]),
      ...(known?.element.codeList === undefined ? [] : [{ property: 'codeList', value: known.element.codeList }]),
    ],
  }
}

const typeOf = ({ release }: AgreedField, known: KnownElement | undefined): LogicalType | undefined =>
  release === 'raw' ? known && ofElement[known.element.type] : ofForm[release]

/** A value that the dictionary does not admit never leaves, so none is ever found. */
function qualityOf(known: KnownElement | undefined): DataQuality[] {
  const rule = { type: 'library', metric: 'invalidValues', mustBe: 0, unit: 'rows', dimension: 'conformity' } as const
  if (known?.codes !== undefined) return [{ ...rule, arguments: { validValues: [...known.codes.keys()] } }]
  const pattern = known?.element.pattern
  return pattern === undefined ? [] : [{ ...rule, arguments: { pattern: `^(?:${pattern})$` } }]
}
