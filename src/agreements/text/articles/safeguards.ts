import { quoted } from '../document.ts'
import * as words from '../messages/safeguards.ts'
import { costs, mechanisms, roles, transports } from '../messages/terms.ts'
import { clause, type Drafting, notAgreed, when } from './draft.ts'
import { contactOf } from './parties.ts'

export const security: Drafting = ({ security: agreed }, writer) => {
  const { heading, ...say } = words.security
  if (agreed === undefined) return notAgreed(heading, writer)
  const { transport, payloadEncryption, baseline, auditLogRetention } = agreed
  return {
    heading,
    clauses: [
      clause(
        'security/transport',
        writer.say(say.transport, { transport: writer.say(transports[transport]) }),
        writer.say(payloadEncryption ? say.encrypted : say.notEncrypted),
      ),
      clause('security/baseline', writer.say(say.baseline, { baseline: quoted(baseline) })),
      clause('security/auditLogRetention', writer.say(say.log, { period: writer.period(auditLogRetention) })),
    ],
  }
}

export const transfer: Drafting = ({ transfer: agreed }, writer) => {
  const { heading, none, to, assessment } = words.transfer
  if (agreed === undefined) return { heading, clauses: [{ text: writer.say(none) }] }
  const countries = writer.list(agreed.countries.map(writer.country))
  return {
    heading,
    clauses: [
      clause(
        'transfer',
        writer.say(to, { countries, mechanism: writer.say(mechanisms[agreed.mechanism]) }),
        ...when(agreed.assessment, (reference) => writer.say(assessment, { reference: quoted(reference) })),
      ),
    ],
  }
}

export const impact: Drafting = ({ impactAssessment }, writer) => {
  const { heading, ...say } = words.impact
  if (impactAssessment === undefined) return notAgreed(heading, writer)
  const { reference, submittedOn, approvedOn, earliestStart, notRequired } = impactAssessment
  return {
    heading,
    clauses: [
      clause(
        'impactAssessment',
        writer.say(say.reference, { reference: quoted(reference) }),
        ...when(submittedOn, (day) => writer.say(say.submitted, { day: writer.day(day) })),
        ...when(approvedOn, (day) => writer.say(say.approved, { day: writer.day(day) })),
        ...when(earliestStart, (day) => writer.say(say.earliest, { day: writer.day(day) })),
        ...when(notRequired, (text) => writer.say(say.notRequired, { text: writer.own(text) })),
      ),
    ],
  }
}

export const rights: Drafting = ({ notices, rights: agreed }, writer) => {
  const { heading, ...say } = words.rights
  if (notices === undefined && agreed === undefined) return notAgreed(heading, writer)
  const informed =
    notices === undefined
      ? [{ text: writer.say(say.noNotice) }]
      : [
          clause('notices/publicSummary', writer.say(say.summary, { text: writer.own(notices.publicSummary) })),
          clause(
            'notices/subjectNotice',
            writer.say(say.notice, { reference: quoted(notices.subjectNotice) }),
            ...when(notices.indirectCollection, (text) => writer.say(say.indirect, { text: writer.own(text) })),
          ),
        ]
  const exercised =
    agreed === undefined
      ? { text: writer.say(say.noContact) }
      : clause(
          'rights',
          writer.say(say.contact, {
            contact: contactOf(agreed.contact, writer),
            party: writer.say(roles[agreed.answeredBy]),
          }),
          writer.say(agreed.propagateCorrections ? say.propagate : say.noPropagate),
        )
  return { heading, clauses: [...informed, exercised] }
}

export const service: Drafting = ({ quality, serviceLevel }, writer) => {
  const { heading, ...say } = words.service
  const floor = when(quality, ({ floorPercent, remedy }) =>
    writer.say(say.floor, { percent: writer.unit(floorPercent, 'percent'), remedy: writer.own(remedy) }),
  ).map((text) => clause('quality', text))
  const level =
    serviceLevel === undefined
      ? []
      : [
          clause(
            'serviceLevel',
            writer.say(say.availability, {
              percent: writer.unit(serviceLevel.availabilityPercent, 'percent'),
              latency: writer.unit(serviceLevel.latencyP95Ms, 'millisecond'),
            }),
            writer.say(say.support, {
              hours: quoted(serviceLevel.supportHours),
              period: writer.unit(serviceLevel.changeNoticeDays, 'day'),
            }),
          ),
        ]
  return floor.length + level.length === 0 ? undefined : { heading, clauses: [...floor, ...level] }
}

export const breach: Drafting = ({ breach: agreed }, writer) => {
  const { heading, notice, playbook } = words.breach
  if (agreed === undefined) return notAgreed(heading, writer)
  const period = writer.unit(agreed.noticeHours, 'hour')
  return {
    heading,
    clauses: [
      clause(
        'breach',
        writer.say(notice, { period, contact: contactOf(agreed.contact, writer) }),
        ...when(agreed.playbook, (reference) => writer.say(playbook, { reference: quoted(reference) })),
      ),
    ],
  }
}

export const audit: Drafting = ({ audit: agreed }, writer) => {
  const { heading, ...say } = words.audit
  if (agreed === undefined) return notAgreed(heading, writer)
  return {
    heading,
    clauses: [
      clause(
        'audit',
        writer.say(agreed.rightToAudit ? say.right : say.noRight),
        writer.say(say.cadence, { period: writer.unit(agreed.everyMonths, 'month') }),
        ...when(agreed.lastOn, (day) => writer.say(say.last, { day: writer.day(day) })),
      ),
    ],
  }
}

export const cost: Drafting = ({ cost: agreed }, writer) => {
  if (agreed === undefined) return undefined
  const { model, amount, currency } = agreed
  const say = words.cost
  const price =
    amount === undefined
      ? when(currency, (one) => writer.say(say.currency, { currency: one }))
      : [writer.say(say.amount, { amount: writer.amount(amount), currency: currency ?? '' })]
  return { heading: say.heading, clauses: [clause('cost', writer.say(costs[model]), ...price)] }
}

export const law: Drafting = ({ words: agreed }, writer) => {
  const { heading, ...say } = words.law
  if (agreed === undefined) return notAgreed(heading, writer)
  return {
    heading,
    clauses: (['liability', 'dispute', 'ownership', 'governingLaw'] as const).map((one) =>
      clause(`words/${one}`, writer.say(say[one], { text: writer.own(agreed[one]) })),
    ),
  }
}
