import { type Case, notReached, pass, refuse, type Verdict } from './gate.ts'

/** G9: it stays in the country, or goes where the agreement lets it go under what protects it there. */
export function place({ candidate, facts }: Case): Verdict {
  if (candidate === undefined) return notReached('agreements.nothing-to-check')
  const { id, transfer } = candidate.agreement
  const abroad = [facts.consumer?.country, facts.system?.country].filter(
    (country) => country !== undefined && country !== facts.country,
  )
  const [country] = abroad
  if (country === undefined) return pass('agreements.stays-in-country')
  const strange = abroad.find((one) => one !== undefined && transfer?.countries.includes(one) !== true)
  if (transfer === undefined || strange !== undefined) {
    return refuse('agreements.transfer-not-agreed', { agreement: id, country: strange ?? country })
  }
  if (transfer.mechanism === 'consent' && facts.consent?.status !== 'given') {
    return refuse('agreements.transfer-without-consent', { agreement: id, country })
  }
  return pass('agreements.transfer-agreed', { country, mechanism: transfer.mechanism })
}
