import { workingDays } from './calendar.ts'
import { type ClockRow, clockTable } from './clocks.ts'
import type { LawFacts } from './facts.ts'
import { type CompiledRule, compileRules, newFrame, outcomeOf, type RuleOutcome, type RulePack } from './pack.ts'
import type { Rule, RuleGate, Verification } from './rule.ts'
import type { Frame } from './values.ts'

/** What one rule says of a case, with the law it stands in. */
export interface Verdict {
  readonly rule: Rule
  readonly outcome: Exclude<RuleOutcome, 'not-applicable'>
  /** Name and version: `ke-dpa@2026.1`. */
  readonly pack: string
  readonly act: string
  readonly section: string
  readonly verified: Verification
}

/** Rule packs ready to be asked. */
export interface Law {
  readonly packs: readonly RulePack[]
  readonly clocks: readonly ClockRow[]
  /**
   * What every rule of a gate that applies says, of every country that governs: of two laws the stricter counts, as one
   * broken rule of severity `deny` refuses, whichever pack it is of.
   */
  evaluate(gate: RuleGate, facts: LawFacts): readonly Verdict[]
}

interface Asked {
  readonly compiled: CompiledRule
  readonly frame: Frame
  readonly verdicts: Readonly<Record<Verdict['outcome'], Verdict>>
}

/** Packs are checked (`checkPack`) before they are kept, so that one with a fault here is our own mistake. */
export function makeLaw(packs: readonly RulePack[], broader: Frame['broader'] = new Map()): Law {
  const byPlace = new Map<string, Asked[]>()
  for (const pack of packs) {
    const { rules, faults } = compileRules(pack)
    if (faults.length > 0) throw new Error(`the rule pack ${pack.id}: ${JSON.stringify(faults[0])}`)
    const frame: Frame = { ...newFrame(), broader, calendar: workingDays(pack.calendar) }
    for (const compiled of rules) {
      const asked: Asked = { compiled, frame, verdicts: verdictsOf(compiled) }
      for (const country of pack.appliesIn ?? [pack.jurisdiction]) {
        const place = `${country} ${compiled.rule.gate}`
        byPlace.set(place, [...(byPlace.get(place) ?? []), asked])
      }
    }
  }
  return {
    packs,
    clocks: clockTable(packs),
    evaluate(gate, facts) {
      const verdicts: Verdict[] = []
      for (const country of new Set(facts.jurisdictions)) {
        for (const asked of byPlace.get(`${country} ${gate}`) ?? []) {
          const verdict = ask(asked, facts)
          // A law of several countries (GDPR) is asked once.
          if (verdict !== undefined && !verdicts.includes(verdict)) verdicts.push(verdict)
        }
      }
      return verdicts
    },
  }
}

function ask({ compiled, frame, verdicts }: Asked, facts: LawFacts): Verdict | undefined {
  const { validFrom, validTo } = compiled.rule
  if (facts.day < validFrom || (validTo !== undefined && facts.day > validTo)) return undefined
  frame.facts = facts
  const outcome = outcomeOf(compiled, frame)
  return outcome === 'not-applicable' ? undefined : verdicts[outcome]
}

/** Made once: what is answered a million times a day should not be made a million times. */
function verdictsOf({ rule, act, pack }: CompiledRule): Asked['verdicts'] {
  const { section, verified } = rule.source
  const verdict = (outcome: Verdict['outcome']): Verdict => ({ rule, outcome, pack, act, section, verified })
  return { met: verdict('met'), broken: verdict('broken'), unknown: verdict('unknown') }
}

/** Whether a verdict refuses. */
export const refuses = ({ rule, outcome }: Verdict): boolean => rule.severity === 'deny' && outcome !== 'met'
