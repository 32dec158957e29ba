import type { Agreement } from '../schema.ts'

/** Id of what each agreement stands under; null for one that stands under none. */
export type Frameworks = ReadonlyMap<string, string | null>

/** Why an agreement cannot stand where it wants to: under none that there is, or, at some height, under itself. */
export function frameworkFault({ id, under }: Agreement, frameworks: Frameworks): string | undefined {
  const passed = new Set([id])
  for (let at: string | null | undefined = under; at !== undefined && at !== null; at = frameworks.get(at)) {
    if (passed.has(at)) return `stands under itself: ${[...passed, at].join(', ')}`
    if (!frameworks.has(at)) return `names an agreement, ${at}, that there is not`
    passed.add(at)
  }
  return undefined
}
