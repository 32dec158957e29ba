import type { Term } from '@rdfjs/types'
import { type Graph, keyOf, listItems, valuesOf } from './graph.ts'
import { type Constraint, type Fault, type FaultKind, type Logic, logics, operators, type Refined } from './model.ts'
import { odrl, rdf } from './vocabulary.ts'

/** One graph being read, with what was found wrong on the way: all faults are told, not only the first. */
export interface Reading {
  readonly graph: Graph
  readonly faults: Fault[]
}

/** Deeper than any contract; ends a definition that contains itself. */
const nestingLimit = 16

export function complain(reading: Reading, fault: FaultKind, at: Term): void {
  reading.faults.push({ fault, at: keyOf(at) })
}

/** Information Model 2.5: constraints and logical constraints, or refinements of the same form. */
export function readConstraints(node: Term, property: string, reading: Reading, depth = 0): Constraint[] {
  return valuesOf(node, property, reading.graph).flatMap((value) => readConstraint(value, reading, depth))
}

function readConstraint(node: Term, reading: Reading, depth: number): Constraint[] {
  const logic = logics.find((name) => reading.graph.objects(node, odrl(name)).length > 0)
  return logic === undefined ? readComparison(node, reading) : readCombination(node, logic, reading, depth)
}

function readCombination(node: Term, logic: Logic, reading: Reading, depth: number): Constraint[] {
  const operands = reading.graph.objects(node, odrl(logic))
  const inOrder = operands.length === 1 && operands.every((one) => listItems(one, reading.graph) !== undefined)
  if (logic === 'andSequence' && !inOrder) complain(reading, 'sequence-without-order', node)
  if (depth >= nestingLimit) {
    complain(reading, 'nested-too-deep', node)
    return []
  }
  const parts = readConstraints(node, odrl(logic), reading, depth + 1)
  if (parts.length === 0) complain(reading, 'constraint-incomplete', node)
  return [{ id: keyOf(node), logic, parts }]
}

function readComparison(node: Term, reading: Reading): Constraint[] {
  const { graph } = reading
  const [leftOperand] = graph.objects(node, odrl('leftOperand'))
  const [named] = graph.objects(node, odrl('operator'))
  const rightOperands = valuesOf(node, odrl('rightOperand'), graph)
  const references = graph.objects(node, odrl('rightOperandReference')).map(({ value }) => value)
  if (leftOperand === undefined || named === undefined || rightOperands.length + references.length === 0) {
    complain(reading, 'constraint-incomplete', node)
    return []
  }
  const operator = operators.find((name) => odrl(name) === named.value)
  if (operator === undefined) {
    complain(reading, 'operator-unknown', node)
    return []
  }
  const [unit] = graph.objects(node, odrl('unit'))
  const [status] = graph.objects(node, odrl('status'))
  return [
    {
      id: keyOf(node),
      leftOperand: leftOperand.value,
      operator,
      rightOperands,
      references,
      ...(unit === undefined ? {} : { unit: unit.value }),
      ...(status === undefined ? {} : { status }),
    },
  ]
}

/**
 * An asset, party or action: named, or described with `source` (a collection) or `rdf:value` (an action) and the
 * refinements that narrow it (Information Model 2.2.3, 2.3.3, 2.5.2).
 */
export function readRefined(node: Term, reading: Reading): Refined {
  const [described] = [
    ...reading.graph.objects(node, odrl('source')),
    ...reading.graph.objects(node, rdf('value')),
    ...reading.graph.objects(node, odrl('uid')),
  ]
  return { id: keyOf(described ?? node), refinements: readConstraints(node, odrl('refinement'), reading) }
}
