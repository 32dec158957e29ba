import Type from 'typebox'
import type { Directory } from '../../federation/directory.ts'
import { languages, negotiateLanguage } from '../../kernel/language.ts'
import { Id } from '../../kernel/nouns.ts'
import type { Problem } from '../../kernel/problem.ts'
import { fail, ok } from '../../kernel/result.ts'
import { type Route, route } from '../../platform/http/route.ts'
import type { Element } from '../../semantics/schema.ts'
import { unknownAgreement } from '../routes.ts'
import type { Agreements } from '../service.ts'
import { contract } from './contract.ts'
import { documentFormats } from './document.ts'
import { documentLimitBytes, markerOfPdf } from './identify.ts'
import { renderContract } from './render.ts'

const closed = { additionalProperties: false }

export interface TextRoutesWorld {
  readonly agreements: Agreements
  readonly directory: Pick<Directory, 'members' | 'services'>
  readonly elements: ReadonlyMap<string, { readonly element: Element }>
}

export const agreementTextRoutes = (world: TextRoutesWorld): Route[] => [textRoute(world), identifyRoute(world)]

const textRoute = ({ agreements, directory, elements }: TextRoutesWorld): Route =>
  route({
    method: 'GET',
    url: '/v1/agreements/:id/text',
    access: { permission: 'agreement.read' },
    schema: {
      summary: 'The agreement as a contract to read, print and sign, made from the object',
      tags: ['agreements'],
      params: Type.Object({ id: Id }, closed),
      querystring: Type.Object(
        {
          format: Type.Optional(Type.Enum(documentFormats)),
          language: Type.Optional(Type.Enum(languages, { description: 'otherwise that of Accept-Language' })),
          version: Type.Optional(Type.Integer({ minimum: 1, description: 'otherwise the latest' })),
        },
        closed,
      ),
      response: { 200: Type.Any({ description: 'the document, of the media type of its format' }) },
    },
    async handler({ params: { id }, query: { format = 'html', language, version }, raw }, reply) {
      const versions = await agreements.versions(id)
      const found = versions?.find(({ agreement }) => version === undefined || agreement.version === version)
      if (found === undefined) return fail(unknownAgreement(version === undefined ? id : `${id}, version ${version}`))
      const text = contract(found.agreement, {
        language: language ?? negotiateLanguage(raw.headers['accept-language']),
        hash: found.hash,
        signatures: found.signatures,
        members: new Map(directory.members().map(({ id: member, name }) => [member, name])),
        services: new Map(directory.services().map(({ id: service, name }) => [service, name])),
        elements: new Map([...elements].map(([element, known]) => [element, known.element])),
        purposes: new Map((await agreements.purposes()).map((purpose) => [purpose.id, purpose])),
      })
      const document = await renderContract(text, format, found)
      const name = `${id}-v${found.agreement.version}.${text.language}.${format}`
      reply.type(document.type).header('content-disposition', `inline; filename="${name}"`)
      return reply.send(document.body)
    },
  })

const identifyRoute = ({ agreements }: TextRoutesWorld): Route =>
  route({
    method: 'POST',
    url: '/v1/agreements/identify',
    access: { permission: 'agreement.read' },
    consumes: ['application/pdf'],
    bodyLimitBytes: documentLimitBytes,
    schema: {
      summary: 'Which version of which agreement a PDF was made from, and whether its hash is the one stored',
      description: 'Also of a PDF that was signed since. It does not verify the signatures of the file.',
      tags: ['agreements'],
      body: Type.Unsafe<Buffer>({ description: 'the PDF' }),
      response: {
        200: Type.Object(
          {
            agreement: Id,
            version: Type.Integer(),
            hash: Type.String({ description: 'the hash that the file names' }),
            matches: Type.Boolean({ description: 'whether the stored version has this hash' }),
          },
          closed,
        ),
      },
    },
    async handler({ body }) {
      const marker = markerOfPdf(body)
      if (!marker.ok) return marker
      const { id, version, hash } = marker.value
      const stored = (await agreements.versions(id))?.find(({ agreement }) => agreement.version === version)
      if (stored === undefined) return fail(notStored(id, version))
      return ok({ agreement: id, version, hash, matches: stored.hash === hash })
    },
  })

const notStored = (agreement: string, version: number): Problem => ({
  code: 'agreements.document-not-stored',
  status: 404,
  message: `there is no version ${version} of the agreement ${agreement} here`,
  fix: 'Ask the node where the agreement is kept.',
  params: { agreement, version },
})
