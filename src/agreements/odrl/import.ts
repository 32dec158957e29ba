import { isDeepStrictEqual } from 'node:util'
import type { Quad } from '@rdfjs/types'
import jsonld from 'jsonld'
import { Parser } from 'n3'
import { Check } from 'typebox/value'
import type { Json } from '../../kernel/canonical-json.ts'
import type { Problem } from '../../kernel/problem.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { graphOf } from '../../standards/odrl/graph.ts'
import type { Policy } from '../../standards/odrl/model.ts'
import { readPolicy } from '../../standards/odrl/read-policy.ts'
import { agreementFault } from '../check.ts'
import { Agreement } from '../schema.ts'
import { agreementToOdrl } from './export.ts'
import { expressed } from './expressed.ts'
import { readTerms } from './read-terms.ts'
import * as names from './terms.ts'

/**
 * The agreement that a policy of our profile stands for. A policy that says more than an agreement can hold, or other than
 * the agreement it would become, is refused: nothing is dropped in silence.
 */
export async function odrlToAgreement(document: Json): Promise<Result<Agreement>> {
  const quads = await quadsOfDocument(document)
  if (quads === undefined) return fail(unreadable('it is no JSON-LD, or needs a document that is not in it'))
  const graph = graphOf(quads)
  const policy = readPolicy(graph, (profile) => profile === names.profile)
  if (!policy.ok) return fail(unreadable(policy.problem.map(({ fault, at }) => `${fault} ${at}`.trim()).join(', ')))
  const agreement = readTerms(policy.value, graph)
  if (!Check(Agreement, agreement)) return fail(unreadable('its terms are not those of an agreement'))
  const fault = agreementFault(agreement)
  if (fault !== undefined) return fail(fault)
  return (await saysTheSame(agreement, policy.value)) ? ok(agreement) : fail(saysOther)
}

async function saysTheSame(agreement: Agreement, policy: Policy): Promise<boolean> {
  const quads = await quadsOfDocument(agreementToOdrl(agreement, []))
  const again = readPolicy(graphOf(quads ?? []), (profile) => profile === names.profile)
  return again.ok && isDeepStrictEqual(expressed(again.value), expressed(policy))
}

/** Undefined for what is no JSON-LD. Nothing is fetched: a context must stand in the document. */
export async function quadsOfDocument(document: Json): Promise<Quad[] | undefined> {
  try {
    const nquads = await jsonld.toRDF(document as object, {
      format: 'application/n-quads',
      documentLoader: async (url) => {
        throw new Error(`${url} is not fetched`)
      },
    })
    return new Parser({ format: 'N-Quads' }).parse(String(nquads))
  } catch {
    return undefined
  }
}

const unreadable = (why: string): Problem => ({
  code: 'agreements.odrl-unreadable',
  status: 422,
  message: `this is no policy of our profile: ${why}`,
  fix: 'Send a policy as GET /v1/agreements/:id/odrl gives it, with its context in the document.',
  params: { why },
})

const saysOther: Problem = {
  code: 'agreements.odrl-says-other',
  status: 422,
  message: 'the rules of this policy are not those that an agreement with its terms would have',
  fix: 'Take away the rules and constraints that an agreement has no clause for, or write them into its clauses.',
}
