import { Parser } from 'n3'
import { mustBeOk, type Result } from '../../kernel/result.ts'
import { type Case, reading } from './cases/case.ts'
import { evaluate } from './evaluate.ts'
import type { Fault } from './model.ts'
import type { PolicyReport, Premise, RuleReport } from './report.ts'

const prefixes = `
  @prefix ex: <urn:x:> . @prefix odrl: <http://www.w3.org/ns/odrl/2/> . @prefix kiungo: <urn:kiungo:odrl:> .
  @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
  @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix dcterms: <http://purl.org/dc/terms/> .
`
export const noon = '[] kiungo:now "2026-06-15T12:00:00+03:00"^^xsd:dateTime .'

export const quadsOf = (turtle: string) => new Parser().parse(prefixes + turtle)

export const evaluateTurtle = (policy: string, request = reading, state = ''): Result<PolicyReport, Fault[]> =>
  evaluate(
    quadsOf(policy),
    quadsOf(`ex:request a odrl:Request ; odrl:permission [ ${request} ] .`),
    quadsOf(`${noon} ${state}`),
  )

/** The report in the words of a case; a second rule of the same name is `name#2`. */
export function summary(report: PolicyReport): Pick<Case, 'is' | 'rules'> {
  const rules: Record<string, string> = {}
  for (const { rule, activation, deontic } of report.rules.flatMap(withDuties)) {
    const name = short(rule)
    rules[name in rules ? `${name}#2` : name] = `${activation} ${deontic}`
  }
  return { is: `${report.decision} ${report.because}`, rules }
}

export function reportOf({ policy, request, state }: Case): PolicyReport {
  const result = evaluateTurtle(policy, request, state)
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return mustBeOk(result)
}

/** Satisfaction of every premise of the rules, by the name of what is expected. */
export const premisesOf = (report: PolicyReport): ReadonlyMap<string, string> =>
  new Map(
    report.rules
      .flatMap(withDuties)
      .flatMap(({ premises }) => premises)
      .flatMap(withParts)
      .map(({ of, satisfaction }) => [short(of), satisfaction]),
  )

const withDuties = (report: RuleReport): RuleReport[] => [report, ...report.duties.flatMap(withDuties)]
const withParts = (premise: Premise): Premise[] => [premise, ...premise.parts.flatMap(withParts)]
const short = (iri: string): string => iri.replace(/^urn:x:/, '')
