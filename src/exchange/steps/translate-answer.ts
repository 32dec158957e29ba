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
  let wellFormed = 0
  const records = providerAnswer.records.slice(0, decision?.maxRecords ?? 0)
  for (const source of records) {
    const { record, issues: found } = mapping.toCanonical(source)
    if (found.length === 0) wellFormed += 1
    for (const issue of found) if (issues.length < maxIssues) issues.push(issue)
    if (!found.some(({ kind }) => kind === 'not-a-record')) translated.push(record)
  }
  world.quality.note(service.id, { records: records.length, wellFormed })
  if (providerAnswer.records.length > 0 && translated.every((record) => Object.keys(record).length === 0)) {
    return { issues, ...stop('invalid', 'exchange.provider-nonsense', { system: service.system }) }
  }
  return { translated, issues }
}
