import type { CanonicalRecord, MappingIssue } from '../../semantics/schema.ts'
import { type Exchange, type Findings, stop } from '../exchange.ts'
import type { ExchangeWorld } from '../world.ts'

const maxIssues = 200

/** Step 6. The answer in the shared vocabulary. What has no place there is reported, never guessed or passed on. */
export function translateAnswer({ service, providerAnswer, decision }: Exchange, world: ExchangeWorld): Findings {
  const mapping = world.mapping(service.mapping)
  if (mapping === undefined || providerAnswer === undefined) throw new Error('there is no answer to translate')
  const translated: CanonicalRecord[] = []
  const issues: MappingIssue[] = []
  for (const source of providerAnswer.records.slice(0, decision?.maxRecords ?? 0)) {
    const { record, issues: found } = mapping.toCanonical(source)
    for (const issue of found) if (issues.length < maxIssues) issues.push(issue)
    if (!found.some(({ kind }) => kind === 'not-a-record')) translated.push(record)
  }
  if (providerAnswer.records.length > 0 && translated.every((record) => Object.keys(record).length === 0)) {
    return { issues, ...stop('invalid', 'exchange.provider-nonsense', { system: service.system }) }
  }
  return { translated, issues }
}
