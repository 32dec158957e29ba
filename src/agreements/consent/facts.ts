import type pg from 'pg'
import type { PublicJwk } from '../../kernel/signature.ts'
import type { CircumstanceSources, ConsentFacts } from '../circumstances.ts'
import { chainFault } from './chain.ts'
import { consentFor, frequencyPeriods, periodOf } from './rules.ts'
import { historiesOf, takeUse } from './store.ts'

export interface ConsentSource {
  readonly pool: pg.Pool
  readonly receiptKey: PublicJwk
  /** A record whose chain or signature does not verify: it counts as absent, and somebody must look. */
  readonly onTampered: (consent: string) => void
}

/** What gate G6 is told; read from the database at each exchange, so that a withdrawal stops the next one. */
export function consentSource({
  pool,
  receiptKey,
  onTampered,
}: ConsentSource): Pick<CircumstanceSources, 'consentOf' | 'takeConsent'> {
  return {
    async consentOf({ subject, broaderPurposes, today, ...asked }) {
      if (subject === undefined) return undefined
      const periods = frequencyPeriods.map((per) => periodOf(per, today))
      const histories = await historiesOf(pool, subject, periods)
      const latest = histories.flatMap(({ revisions }) => revisions.at(-1)?.record ?? [])
      const chosen = consentFor(latest, asked, { broaderPurposes, today })
      if (chosen === undefined) return undefined
      const { record, given } = chosen
      const { revisions = [], used = {} } = histories[latest.indexOf(record)] ?? {}
      if (chainFault(revisions, receiptKey) !== undefined) {
        onTampered(record.id)
        return undefined
      }
      const { validFrom, validUntil } = record.terms
      const facts: ConsentFacts = {
        receipt: record.id,
        ...{ status: record.status, validFrom, givenBy: record.giving.by },
        ...{ purpose: given.purpose, elements: given.elements, mode: given.mode },
        ...(validUntil === undefined ? {} : { validUntil }),
      }
      if (given.frequency === undefined) return facts
      const { times, per } = given.frequency
      return { ...facts, frequency: { times, per, used: used[periodOf(per, today)] ?? 0 } }
    },
    async takeConsent({ receipt, frequency }, today) {
      if (frequency === undefined) return true
      return takeUse(pool, { consent: receipt, period: periodOf(frequency.per, today), times: frequency.times })
    },
  }
}
