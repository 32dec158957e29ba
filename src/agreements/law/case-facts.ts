import { objectionEnds } from '../circumstances.ts'
import type { Candidate, Case } from '../rules/gate.ts'
import type { LawVerdict } from '../rules/law.ts'
import { concerns } from '../rules/subject.ts'
import { type Agreement, type Facts, type Gate, gates } from '../schema.ts'
import { agreementFacts, jurisdictionsOf, type KnownAbout } from './agreement-facts.ts'
import type { AgreementFacts, LawFacts } from './facts.ts'
import { type Law, refuses, type Verdict } from './law.ts'

/**
 * What the law in force says of a case, at every gate: what `decide` asks for. It remembers the agreements it has seen, so
 * it is made anew when the law, or what is known of the parties, has changed.
 */
export function lawOf(law: Law, known: KnownAbout): NonNullable<Facts['lawOf']> {
  const seen = new WeakMap<Agreement, AgreementFacts>()
  return (given) => {
    const { candidate } = given
    // Without an agreement there is nothing to apply the law to; G2 refuses.
    if (candidate === undefined) return []
    const agreement = seen.get(candidate.agreement) ?? agreementFacts(candidate, known)
    seen.set(candidate.agreement, agreement)
    const facts = caseFacts(given, candidate, { ...known, agreement })
    return gates.flatMap((gate) => law.evaluate(gate, facts).map((verdict) => told(gate, verdict)))
  }
}

/** A rule has three verdicts, made once; so are their words. */
const words = new WeakMap<Verdict, LawVerdict>()

function told(gate: Gate, verdict: Verdict): LawVerdict {
  const known = words.get(verdict)
  if (known !== undefined) return known
  const { rule, act, section, verified } = verdict
  const { message, fix } = rule
  const says = { en: `${message.en} ${fix.en}`, sw: `${message.sw} ${fix.sw}`, fr: `${message.fr} ${fix.fr}` }
  const made = { rule: rule.id, gate, denies: refuses(verdict), act, section, verified, says }
  words.set(verdict, made)
  return made
}

interface KnownHere extends Pick<KnownAbout, 'kindOf'> {
  readonly agreement: AgreementFacts
}

/** One request under one agreement as the rules of law see it. */
export function caseFacts(given: Case, candidate: Candidate, { agreement, kindOf }: KnownHere): LawFacts {
  const { facts, today } = given
  const place = {
    provider: facts.provider?.country ?? facts.country,
    consumer: facts.consumer?.country ?? facts.country,
  }
  return {
    day: today,
    jurisdictions: [...new Set([...jurisdictionsOf(agreement), place.provider, place.consumer])],
    agreement,
    request: requestFacts(given, candidate, kindOf),
    subject: subjectFacts(given),
    place,
  }
}

function requestFacts(
  given: Case,
  { agreement, usage }: Candidate,
  kindOf: KnownAbout['kindOf'],
): NonNullable<LawFacts['request']> {
  const { request, facts, selection, service } = given
  const { perMinute, perDay, perMonth } = agreement.volume
  const shares = [share(usage.lastMinute, perMinute), share(usage.today, perDay), share(usage.thisMonth, perMonth)]
  return {
    purpose: request.purpose,
    // What would leave; what is withheld does not.
    elements: selection.fields.map(({ element, release, justification }) => {
      const kind = kindOf?.(element)
      const classification = facts.classificationOf(element) ?? 'sensitive'
      return { element, classification, release, justification, agreed: true, ...(kind && { kind }) }
    }),
    form: service?.mode === 'match' ? 'match' : service?.channel === 'file' ? 'file' : 'question',
    // Nobody gets as far as a decision without having proved who they are.
    requesterAuthenticated: true,
    volumeUsed: Math.max(...shares),
    ...(facts.quality && { qualityPercent: facts.quality.wellFormedPercent }),
  }
}

const share = (used: number, limit: number | undefined): number => (limit === undefined ? 0 : used / limit)

/** What is not known of the person stays unknown; what another body holds is not collected from the person. */
function subjectFacts(given: Case): NonNullable<LawFacts['subject']> {
  const { facts, bases, today } = given
  const { subject, consent } = facts
  const holds = new Set(subject?.restrictions.filter((one) => concerns(one, given)).map(({ kind }) => kind))
  const expired = consent?.validUntil !== undefined && consent.validUntil < today
  return {
    collection: 'indirect',
    ...(subject && {
      restricted: holds.has('restricted'),
      objected: holds.has('objected') && bases.some(({ ground }) => objectionEnds(ground)),
      protected: holds.has('protected'),
      ...(subject.child === undefined ? {} : { child: subject.child }),
      ...(subject.deceased === undefined ? {} : { deceased: subject.deceased }),
    }),
    ...(consent && {
      consent: {
        status: consent.status === 'given' && expired ? 'expired' : consent.status,
        receipt: consent.receipt,
        byGuardian: consent.givenBy === 'guardian',
      },
    }),
  }
}
