/** Compiled rules at work on one record, in either direction. Hostile input makes issues and never throws. */
import type { CanonicalRecord, MappingIssue } from '../schema.ts'
import type { Tree } from './path.ts'
import type { CompiledRule, Draft } from './rules.ts'

/** A record in the other's terms, with everything that could not be put into them. */
export interface Translated<T> {
  readonly record: T
  readonly issues: readonly MappingIssue[]
}

const maxIssues = 100

export const isMember = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function readRecord(rules: readonly CompiledRule[], source: unknown): Translated<CanonicalRecord> {
  const record: Draft = {}
  const issues: MappingIssue[] = []
  if (!isMember(source)) return { record, issues: [{ kind: 'not-a-record', at: '' }] }
  for (const rule of rules) rule.read(source, record, issues)
  return { record, issues: issues.length > maxIssues ? issues.slice(0, maxIssues) : issues }
}

export type WriteOthers = ((target: Tree, value: unknown) => void) | undefined

export function writer(rules: readonly CompiledRule[], writeOthers: WriteOthers) {
  const ruled = new Set(rules.flatMap((rule) => rule.elements))
  return (record: CanonicalRecord): Translated<Tree> => {
    const target: Tree = {}
    const issues: MappingIssue[] = []
    const written = new Set<string>()
    for (const rule of rules) for (const element of rule.write(record, target, issues)) written.add(element)
    const left = Object.keys(record).filter((element) => !written.has(element) && record[element] !== null)
    if (left.length > 0 && writeOthers !== undefined) {
      const pairs = left.map((name) => ({ name, value: record[name] }))
      writeOthers(target, pairs)
    } else {
      for (const element of left) {
        issues.push({ kind: ruled.has(element) ? 'unmapped-code' : 'missing', element, at: element })
      }
    }
    return { record: target, issues }
  }
}
