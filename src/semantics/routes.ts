import Type from 'typebox'
import { type Route, route } from '../platform/http/route.ts'
import type { CompiledMapping } from './mapping/compile.ts'
import { CodeList, Element, ElementId, RecordType } from './schema.ts'
import type { Vocabulary } from './vocabulary.ts'

const closed = { additionalProperties: false }
const tags = ['meaning']
const access = { permission: 'dictionary.read' } as const

const MappingView = Type.Object(
  {
    id: Type.String(),
    system: Type.String(),
    recordType: RecordType,
    fields: Type.Array(
      Type.Object(
        {
          element: ElementId,
          from: Type.String({ description: 'where in the source’s record' }),
          transform: Type.String({ description: 'word of the mapping format' }),
          codes: Type.Optional(
            Type.Record(Type.String(), Type.String(), { description: 'source’s code → dictionary’s' }),
          ),
        },
        closed,
      ),
    ),
  },
  closed,
)

export interface SemanticsWorld {
  readonly vocabulary: Vocabulary
  readonly mappings: ReadonlyMap<string, CompiledMapping>
}

/** What the country's words mean, for people and for programs that want to speak them. */
export function semanticsRoutes({ vocabulary, mappings }: SemanticsWorld): Route[] {
  const elements = [...vocabulary.elements.values()].map((known) => known.element)
  const codeLists = [...vocabulary.codeLists.values()]
  const views = [...mappings.values()].map(({ id, system, recordType, fields }) => ({ id, system, recordType, fields }))
  return [
    route({
      method: 'GET',
      url: '/v1/dictionary',
      access,
      schema: {
        summary: 'The dictionary: every element with its meaning, type, classification and steward',
        tags,
        response: { 200: Type.Object({ elements: Type.Array(Element) }, closed) },
      },
      handler: () => ({ elements }),
    }),
    route({
      method: 'GET',
      url: '/v1/code-lists',
      access,
      schema: {
        summary: 'The code lists, with labels in every language and the codes of DCI',
        tags,
        response: { 200: Type.Object({ codeLists: Type.Array(CodeList) }, closed) },
      },
      handler: () => ({ codeLists }),
    }),
    route({
      method: 'GET',
      url: '/v1/mappings',
      access,
      schema: {
        summary: 'How each service’s own terms correspond to the dictionary',
        tags,
        response: { 200: Type.Object({ mappings: Type.Array(MappingView) }, closed) },
      },
      handler: () => ({ mappings: views }),
    }),
  ]
}
