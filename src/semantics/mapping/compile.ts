import { Check } from 'typebox/value'
import type { Problem } from '../../kernel/problem.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { CanonicalRecord, RecordType } from '../schema.ts'
import type { Vocabulary } from '../vocabulary.ts'
import { isMember, readRecord, type Translated, type WriteOthers, writer } from './apply.ts'
import { type Fault, shapeFaults } from './faults.ts'
import { compilePath, own, type Tree } from './path.ts'
import { compileQuestion, type ToProvider } from './question.ts'
import {
  type CompiledRule,
  constantRule,
  elementFor,
  fixedRule,
  joinRule,
  type MappingField,
  type RuleContext,
  ratioRule,
  splitRule,
  valueRule,
} from './rules.ts'
import { type AnswerRule, MappingFile, type RecordsRule, type RuleKind, ruleKinds } from './spec.ts'

/** A mapping compiled to functions: made once, used for every record. Hostile input never throws. */
export interface CompiledMapping {
  readonly id: string
  readonly system: string
  readonly recordType: RecordType
  readonly fields: readonly MappingField[]
  /** The provider's parameters for a question's equalities (element → value). */
  readonly toProvider: ToProvider
  readonly toCanonical: (record: unknown) => Translated<CanonicalRecord>
  readonly fromCanonical: (record: CanonicalRecord) => Translated<Tree>
}

const maxNestedRecords = 1000
const maxNesting = 4

export function compileMapping(spec: unknown, vocabulary: Vocabulary): Result<CompiledMapping> {
  const faults: Fault[] = shapeFaults(MappingFile, spec, '')
  if (!Check(MappingFile, spec)) return fail(mappingProblem('(unreadable)', faults))
  const context = { vocabulary, recordTypes: [spec.recordType, ...(spec.alsoFor ?? [])] }
  const rules = compileRules(spec.answer, context, { pointer: '/answer', faults, depth: 0 })
  const toProvider = compileQuestion(spec.question, vocabulary, faults)
  const others = othersPath(spec.others, { pointer: '', faults, depth: 0 })
  if (faults.length > 0) return fail(mappingProblem(spec.id, faults))
  return ok({
    id: spec.id,
    system: spec.system,
    recordType: spec.recordType,
    fields: rules.flatMap((rule) => rule.fields),
    toProvider,
    toCanonical: (source) => readRecord(rules, source),
    fromCanonical: writer(rules, others),
  })
}

function mappingProblem(id: string, faults: readonly Fault[]): Problem {
  return {
    code: 'semantics.mapping-invalid',
    status: 500,
    message: `Mapping ${id}: ${faults.map(({ pointer, message }) => `${pointer} ${message}`).join('; ')}`,
    fix: 'Correct the mapping file at the places named; its format is in src/semantics/README.md.',
  }
}

interface Place {
  readonly pointer: string
  readonly faults: Fault[]
  readonly depth: number
}

function othersPath(from: string | undefined, { pointer, faults }: Place): WriteOthers {
  if (from === undefined) return undefined
  const path = compilePath(from)
  if (path.ok) return path.value.write
  faults.push({ pointer: `${pointer}/others`, message: path.problem })
  return undefined
}

function compileRules(list: readonly unknown[], context: RuleContext, place: Place): CompiledRule[] {
  const ruled = new Set<string>()
  return list.flatMap((raw, i) => {
    const at = { ...place, pointer: `${place.pointer}/${i}` }
    const rule = asRule(raw, at)
    const compiled = rule === undefined ? undefined : compileRule(rule, context, at)
    if (rule === undefined || compiled === undefined) return []
    if (!compiled.ok) {
      at.faults.push({ pointer: at.pointer, message: compiled.problem })
      return []
    }
    // Two rules for one element would write over each other, unless they share its source by kind of value.
    const again = compiled.value.elements.find((element) => ruled.has(element))
    if (again !== undefined) at.faults.push({ pointer: at.pointer, message: `${again} has a rule already` })
    if (own(rule, 'skip') === undefined) for (const element of compiled.value.elements) ruled.add(element)
    return [compiled.value]
  })
}

function asRule(raw: unknown, { pointer, faults }: Place): AnswerRule | undefined {
  const kind = own(raw, 'as') ?? 'plain'
  if (typeof kind !== 'string' || !Object.hasOwn(ruleKinds, kind)) {
    faults.push({ pointer: `${pointer}/as`, message: `must be one of ${Object.keys(ruleKinds).join(', ')}` })
    return undefined
  }
  const rule = { ...(raw as object), as: kind }
  const wrong = shapeFaults(ruleKinds[kind as RuleKind], rule, pointer)
  faults.push(...wrong)
  return wrong.length === 0 ? (rule as AnswerRule) : undefined
}

function compileRule(rule: AnswerRule, context: RuleContext, place: Place): Result<CompiledRule, string> {
  switch (rule.as) {
    case 'records':
      return recordsRule(rule, context, place)
    case 'constant':
      return constantRule(rule, context)
    case 'fixed':
      return fixedRule(rule)
    case 'split':
      return splitRule(rule, context)
    case 'join':
      return joinRule(rule, context)
    case 'ratio':
      return ratioRule(rule, context)
    default:
      return valueRule(rule, context)
  }
}

/** Records inside a record. A single one is read as a list of one, as XML writes it. */
function recordsRule(rule: RecordsRule, context: RuleContext, place: Place): Result<CompiledRule, string> {
  const known = elementFor(rule.element, context)
  if (!known.ok) return known
  const { type, of } = known.value.element
  if (type !== 'records' || of === undefined) return fail(`${rule.element} does not hold records`)
  if (place.depth >= maxNesting) return fail(`records nest at most ${maxNesting} deep`)
  const path = compilePath(rule.from)
  if (!path.ok) return path
  const nested = { ...place, pointer: `${place.pointer}/rules`, depth: place.depth + 1 }
  const rules = compileRules(rule.rules, { ...context, recordTypes: [of] }, nested)
  const others = othersPath(rule.others, place)
  const write = writer(rules, others)
  const { element, from, onlyWhen } = rule
  return ok({
    elements: [element],
    read: (source, record, issues) => {
      const found = path.value.read(source)
      if (found === undefined || found === null || found === '') return
      const list = Array.isArray(found) ? found : [found]
      if (list.length > maxNestedRecords) {
        issues.push({ kind: 'wrong-type', element, at: from })
        return
      }
      record[element] = list.flatMap((item, i) => {
        const inner = readRecord(rules, item)
        for (const issue of inner.issues) issues.push({ ...issue, at: `${from}[${i}].${issue.at}`.slice(0, 200) })
        return isMember(item) ? [inner.record] : []
      })
    },
    write: (record, target, issues) => {
      const list = record[element]
      if (!Array.isArray(list)) return []
      const said = list.filter((item) => onlyWhen === undefined || item[onlyWhen.element] === onlyWhen.is)
      const theirs = said.map((item: CanonicalRecord) => write(item))
      path.value.write(
        target,
        theirs.map((inner) => inner.record),
      )
      for (const inner of theirs) issues.push(...inner.issues)
      // What was left out is still told: the whole list counts as not written.
      return said.length === list.length ? [element] : []
    },
    fields: [
      { element, from, transform: 'records' },
      ...rules.flatMap((inner) => inner.fields.map((field) => ({ ...field, from: `${from}[].${field.from}` }))),
    ],
  })
}
