import { fail, ok, type Result } from '../../kernel/result.ts'
import type { CanonicalRecord, MappingIssue, Value } from '../schema.ts'
import type { KnownElement, Vocabulary } from '../vocabulary.ts'
import { compileSplit } from './names.ts'
import { compilePath, type Read, type Tree } from './path.ts'
import type { ConstantRule, FixedRule, JoinRule, RatioRule, SplitRule, ValueRule } from './spec.ts'
import { asText, compileTransform, type Scalar } from './transforms.ts'

export type Draft = Record<string, Value>

/** One rule, compiled. `read` puts what it finds into the record, `write` the other way. */
export interface CompiledRule {
  readonly elements: readonly string[]
  readonly read: (source: unknown, record: Draft, issues: MappingIssue[]) => void
  /** Elements that it wrote; those of its elements that it could not write are left to `others`. */
  readonly write: (record: CanonicalRecord, target: Tree, issues: MappingIssue[]) => readonly string[]
  /** What the rule does, for people, for each of its elements and those of its nested records. */
  readonly fields: readonly MappingField[]
}

/** A field as people read the mapping. */
export interface MappingField {
  readonly element: string
  readonly from: string
  readonly transform: string
  readonly codes?: Readonly<Record<string, string>>
}

export interface RuleContext {
  readonly vocabulary: Vocabulary
  readonly recordTypes: readonly string[]
}

const nothing: readonly string[] = []

/** The element, when the dictionary has it and records of this type may hold it. */
export function elementFor(id: string, { vocabulary, recordTypes }: RuleContext): Result<KnownElement, string> {
  const known = vocabulary.elements.get(id)
  if (known === undefined) return fail(`the dictionary has no element ${id}`)
  if (!known.element.recordTypes.some((type) => recordTypes.includes(type))) {
    return fail(`${id} may not stand in a record of type ${recordTypes.join(' or ')}`)
  }
  return ok(known)
}

export function valueRule(rule: ValueRule, context: RuleContext): Result<CompiledRule, string> {
  const known = elementFor(rule.element, context)
  if (!known.ok) return known
  const path = compilePath(rule.from)
  if (!path.ok) return path
  const transform = compileTransform(rule, known.value)
  if (!transform.ok) return transform
  const { read: translate, write, isCodeLike, codes } = transform.value
  const absent = new Set<unknown>([undefined, null, '', ...(rule.absent ?? [])])
  const { admits } = known.value
  const { element, from, required, skip } = rule
  const find = path.value.read
  return ok({
    elements: [element],
    read: (source, record, issues) => {
      const found = find(source)
      if (absent.has(found) || (typeof found === 'string' && found.trim() === '')) {
        if (required === true) issues.push({ kind: 'missing', element, at: from })
        return
      }
      if (skip !== undefined && kindOf(found) === skip) return
      const value = translate(found)
      if (value !== undefined && admits(value)) record[element] = value
      else issues.push({ kind: isCodeLike(found) ? 'unmapped-code' : 'wrong-type', element, at: from })
    },
    write: (record, target) => {
      const value = record[element]
      if (!isScalar(value) || !admits(value)) return nothing
      const theirs = write(value)
      if (theirs === undefined) return nothing
      path.value.write(target, theirs)
      return [element]
    },
    fields: [{ element, from, transform: rule.as, ...(codes === undefined ? {} : { codes }) }],
  })
}

const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

function kindOf(value: unknown): 'date' | 'number' | 'text' | undefined {
  if (value instanceof Date) return 'date'
  if (typeof value === 'number') return 'number'
  return typeof value === 'string' ? 'text' : undefined
}

export function constantRule(rule: ConstantRule, context: RuleContext): Result<CompiledRule, string> {
  const known = elementFor(rule.element, context)
  if (!known.ok) return known
  if (!known.value.admits(rule.value)) return fail(`${JSON.stringify(rule.value)} is not a value of ${rule.element}`)
  return ok({
    elements: [rule.element],
    read: (_source, record) => {
      record[rule.element] = rule.value
    },
    write: (record) => (record[rule.element] === rule.value ? [rule.element] : nothing),
    fields: [{ element: rule.element, from: '', transform: 'constant' }],
  })
}

export function fixedRule(rule: FixedRule): Result<CompiledRule, string> {
  const path = compilePath(rule.to)
  if (!path.ok) return path
  return ok({
    elements: [],
    read: () => undefined,
    write: (_record, target) => {
      path.value.write(target, rule.value)
      return nothing
    },
    fields: [],
  })
}

export function splitRule(rule: SplitRule, context: RuleContext): Result<CompiledRule, string> {
  const path = compilePath(rule.from)
  if (!path.ok) return path
  const pattern = compileSplit(rule.pattern)
  if (!pattern.ok) return pattern
  const { elements } = pattern.value
  const known = new Map<string, KnownElement>()
  for (const id of elements) {
    const element = elementFor(id, context)
    if (!element.ok) return element
    known.set(id, element.value)
  }
  return ok({
    elements,
    read: (source, record, issues) => {
      const found = path.value.read(source)
      if (found === undefined || found === null || found === '') return
      const parts = typeof found === 'string' && found.length <= 500 ? pattern.value.read(found) : undefined
      if (parts === undefined) {
        for (const element of elements) issues.push({ kind: 'wrong-type', element, at: rule.from })
        return
      }
      for (const [element, text] of parts) {
        if (known.get(element)?.admits(text) === true) record[element] = text
        else issues.push({ kind: 'wrong-type', element, at: rule.from })
      }
    },
    write: (record, target) => {
      const written = elements.filter((element) => typeof record[element] === 'string')
      if (written.length === 0) return nothing
      path.value.write(
        target,
        pattern.value.write((element) => {
          const value = record[element]
          return typeof value === 'string' ? value : undefined
        }),
      )
      return written
    },
    fields: elements.map((element) => ({ element, from: rule.from, transform: 'split' })),
  })
}

export function joinRule(rule: JoinRule, context: RuleContext): Result<CompiledRule, string> {
  const known = elementFor(rule.element, context)
  if (!known.ok) return known
  const reads: Read[] = []
  for (const from of rule.from) {
    const path = compilePath(from)
    if (!path.ok) return path
    reads.push(path.value.read)
  }
  const at = rule.from.join(' + ').slice(0, 200)
  return ok({
    elements: [rule.element],
    read: (source, record, issues) => {
      const found = reads
        .map((read) => read(source))
        .filter((part) => part !== undefined && part !== null && part !== '')
      if (found.length === 0) return
      const texts = found.map((part) => asText(part, 'text'))
      const value = texts.join(rule.separator)
      if (!texts.includes(undefined) && known.value.admits(value)) record[rule.element] = value
      else issues.push({ kind: 'wrong-type', element: rule.element, at })
    },
    write: () => nothing,
    fields: [{ element: rule.element, from: at, transform: 'join' }],
  })
}

export function ratioRule(rule: RatioRule, context: RuleContext): Result<CompiledRule, string> {
  const known = elementFor(rule.element, context)
  if (!known.ok) return known
  const part = compilePath(rule.from)
  const whole = compilePath(rule.over)
  if (!part.ok) return part
  if (!whole.ok) return whole
  return ok({
    elements: [rule.element],
    read: (source, record, issues) => {
      const above = part.value.read(source) ?? undefined
      const below = whole.value.read(source) ?? undefined
      if (above === undefined && below === undefined) return
      const ratio = typeof above === 'number' && typeof below === 'number' && below > 0 ? above / below : undefined
      const value = ratio === undefined ? undefined : Math.round(ratio * 10_000) / 10_000
      if (known.value.admits(value)) record[rule.element] = value as number
      else issues.push({ kind: 'wrong-type', element: rule.element, at: rule.from })
    },
    write: () => nothing,
    fields: [{ element: rule.element, from: `${rule.from} / ${rule.over}`, transform: 'ratio' }],
  })
}
