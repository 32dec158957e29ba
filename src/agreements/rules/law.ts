import type { LocalText } from '../../kernel/nouns.ts'
import type { Gate, GateResult } from '../schema.ts'
import { refuse } from './gate.ts'

/** What a rule of a law pack says of a case; it joins the gate that the rule names. */
export interface LawVerdict {
  /** Id of the rule, e.g. `ke-dpa-25-d`. */
  readonly rule: string
  readonly gate: Gate
  readonly denies: boolean
  readonly act: string
  readonly section: string
  /** How well the row is known that decided: `V` its text was read, `S` a secondary source, `M` from memory, `F` made up. */
  readonly verified: 'V' | 'S' | 'M' | 'F'
  /** Of a denial: what is wrong, and what would mend it. */
  readonly says: LocalText
}

/** The gate's own result with the rules that were asked there: the first that denies refuses what the gate let pass. */
export function joined(own: GateResult, law: readonly LawVerdict[]): GateResult {
  if (law.length === 0 || own.result === 'not-reached') return own
  const here = law.filter(({ gate }) => gate === own.gate)
  if (here.length === 0) return own
  const rules = here.map(({ rule }) => rule)
  const denial = here.find(({ denies }) => denies)
  if (own.result === 'refuse' || denial === undefined) return { ...own, rules }
  return { ...own, ...refusal(denial), rules }
}

const refusal = ({ rule, act, section, verified, says }: LawVerdict) =>
  refuse('agreements.law-refuses', {
    rule,
    act,
    section,
    verified,
    ...inAll('says', says),
    ...inAll('known', known[verified]),
  })

const inAll = (name: string, { en, sw, fr }: LocalText) => ({
  [`${name}.en`]: en,
  [`${name}.sw`]: sw,
  [`${name}.fr`]: fr,
})

/** Whoever is refused may ask whether the law really says so. */
const known: Readonly<Record<LawVerdict['verified'], LocalText>> = {
  V: {
    en: 'its text was read in the source',
    sw: 'maandishi yake yalisomwa kwenye chanzo',
    fr: 'son texte a été lu à la source',
  },
  S: {
    en: 'known from a secondary source, not read in the act itself',
    sw: 'inajulikana kutoka chanzo kingine, haikusomwa katika sheria yenyewe',
    fr: 'connue d’une source secondaire, non lue dans l’acte même',
  },
  M: {
    en: 'written from memory, to be checked against the act',
    sw: 'imeandikwa kutoka kumbukumbu, ihakikishwe kwa sheria yenyewe',
    fr: 'écrite de mémoire, à vérifier dans l’acte',
  },
  F: {
    en: 'law of a country made up for demonstration',
    sw: 'sheria ya nchi ya kubuni kwa maonyesho',
    fr: 'droit d’un pays inventé pour la démonstration',
  },
}
