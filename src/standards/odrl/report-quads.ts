import type { Quad } from '@rdfjs/types'
import { DataFactory } from 'n3'
import type { PolicyReport, Premise, RuleReport } from './report.ts'
import { rdf, world, xsd } from './vocabulary.ts'

const { blankNode, literal, namedNode, quad } = DataFactory
type Subject = ReturnType<typeof blankNode>

/** The report as RDF: a policy report with a report for each rule, and for each rule its premises. */
export function reportQuads(report: PolicyReport): Quad[] {
  const node = blankNode('report')
  return [
    is(node, 'PolicyReport'),
    quad(node, namedNode(world('policy')), nodeOf(report.policy)),
    quad(node, namedNode(world('request')), nodeOf(report.request)),
    quad(node, namedNode(world('at')), literal(report.at, namedNode(xsd('dateTime')))),
    state(node, 'decision', report.decision),
    state(node, 'because', report.because),
    ...report.rules.flatMap((rule, i) => under(node, 'ruleReport', `rule${i}`, (id) => ruleQuads(id, rule))),
  ]
}

function ruleQuads(node: Subject, report: RuleReport): Quad[] {
  const { rule, attempt, activation, performance, deontic, premises, duties } = report
  return [
    is(node, `${report.kind.charAt(0).toUpperCase()}${report.kind.slice(1)}Report`),
    quad(node, namedNode(world('rule')), nodeOf(rule)),
    state(node, 'attemptState', attempt),
    state(node, 'activationState', activation),
    state(node, 'performanceState', performance),
    state(node, 'deonticState', deontic),
    ...premises.flatMap((one, i) => under(node, 'premiseReport', `${node.value}p${i}`, (id) => premiseQuads(id, one))),
    ...duties.flatMap((duty, i) => under(node, 'conditionReport', `${node.value}d${i}`, (id) => ruleQuads(id, duty))),
  ]
}

function premiseQuads(node: Subject, { about, of, satisfaction, found, parts }: Premise): Quad[] {
  return [
    is(node, 'PremiseReport'),
    state(node, 'about', about),
    state(node, 'satisfactionState', satisfaction),
    quad(node, namedNode(world('expected')), literal(of)),
    ...found.map((value) => quad(node, namedNode(world('found')), literal(value))),
    ...parts.flatMap((part, i) => under(node, 'premiseReport', `${node.value}p${i}`, (id) => premiseQuads(id, part))),
  ]
}

const is = (node: Subject, type: string): Quad => quad(node, namedNode(rdf('type')), namedNode(world(type)))

const state = (node: Subject, property: string, value: string): Quad =>
  quad(node, namedNode(world(property)), namedNode(world(value)))

function under(parent: Subject, property: string, id: string, quadsOf: (node: Subject) => Quad[]): Quad[] {
  const node = blankNode(id)
  return [quad(parent, namedNode(world(property)), node), ...quadsOf(node)]
}

const nodeOf = (id: string) => (id.startsWith('_:') ? blankNode(id.slice(2)) : namedNode(id))
