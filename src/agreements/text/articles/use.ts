import type { Conditions, Retention } from '../../clauses/use.ts'
import { quoted } from '../document.ts'
import * as safeguards from '../messages/safeguards.ts'
import { channels, ends, frequencies, modes, starts } from '../messages/terms.ts'
import * as words from '../messages/use.ts'
import type { Writer } from '../writer.ts'
import { clause, type Drafting, notAgreed, type Unnumbered, when } from './draft.ts'

export const data: Drafting = ({ services }, writer) => ({
  heading: words.data.heading,
  clauses: services.map(({ service, maxRecords, askBy, mode, channel, frequency }, i) =>
    clause(
      `services/${i}`,
      writer.say(words.data.service, { service: writer.service(service), part: `A.${i + 1}`, records: maxRecords }),
      writer.say(words.data.askBy, { elements: writer.list(askBy.map(writer.element)) }),
      ...when(mode, (one) => writer.say(modes[one])),
      ...when(channel, (one) => writer.say(channels[one])),
      ...when(frequency, (one) => writer.say(frequencies[one])),
    ),
  ),
})

export const volume: Drafting = ({ volume: limits, conditions }, writer) => {
  const items = (['perMinute', 'perDay', 'perMonth'] as const).flatMap((window) =>
    when(limits[window], (count) => writer.say(words.volume[window], { count })),
  )
  return {
    heading: words.volume.heading,
    clauses: [
      items.length === 0
        ? clause('volume', writer.say(words.volume.none))
        : { ref: 'volume', text: writer.say(words.volume.limits), items },
      ...(conditions?.perUserPerDay === undefined
        ? []
        : [clause('conditions/perUserPerDay', writer.say(words.volume.perUser, { count: conditions.perUserPerDay }))]),
      ...(conditions?.timeWindow === undefined ? [] : [timeWindow(conditions.timeWindow, writer)]),
    ],
  }
}

function timeWindow({ from, until, days }: NonNullable<Conditions['timeWindow']>, writer: Writer): Unnumbered {
  const named = writer.list(days.map(writer.weekday))
  return clause('conditions/timeWindow', writer.say(words.volume.window, { from, until, days: named }))
}

export const recipients: Drafting = ({ conditions }, writer) => {
  const { heading, ...say } = words.recipients
  if (conditions === undefined) return notAgreed(heading, writer)
  const { recipientRoles, caseReferenceRequired, linkage, commercialUse, reidentification } = conditions
  return {
    heading,
    clauses: [
      clause(
        'conditions/recipientRoles',
        recipientRoles.length === 0
          ? writer.say(say.anyRole)
          : writer.say(say.roles, { roles: writer.list(recipientRoles.map(quoted)) }),
      ),
      clause('conditions/caseReferenceRequired', writer.say(caseReferenceRequired ? say.caseRequired : say.caseFree)),
      clause(
        'conditions/linkage',
        linkage.length === 0
          ? writer.say(say.noLinkage)
          : writer.say(say.linkage, { sets: writer.list(linkage.map(quoted)) }),
      ),
      clause('conditions/commercialUse', writer.say(commercialUse ? say.commercial : say.noCommercial)),
      clause('conditions/reidentification', writer.say(reidentification ? say.reidentify : say.noReidentify)),
    ],
  }
}

export const onward: Drafting = ({ onward: agreed }, writer) => {
  const { heading, none, to, conditions } = words.onward
  if (agreed === undefined) return notAgreed(heading, writer)
  const sentence =
    agreed.to.length === 0 ? writer.say(none) : writer.say(to, { members: writer.list(agreed.to.map(writer.member)) })
  const further = when(agreed.conditions, (text) => writer.say(conditions, { text: writer.own(text) }))
  return { heading, clauses: [clause('onward', sentence, ...further)] }
}

export const automated: Drafting = ({ automatedDecision }, writer) => {
  const { heading, ...say } = words.automated
  if (automatedDecision === undefined) return notAgreed(heading, writer)
  const { used, humanReview, reconsiderationDays } = automatedDecision
  return {
    heading,
    clauses: [
      clause(
        'automatedDecision',
        writer.say(used ? say.used : say.notUsed),
        writer.say(humanReview ? say.review : say.noReview),
        ...when(reconsiderationDays, (days) => writer.say(say.reconsider, { period: writer.unit(days, 'day') })),
      ),
    ],
  }
}

export const obligations: Drafting = ({ obligations: agreed }, writer) => {
  if (agreed.length === 0) return undefined
  const { heading, obligation } = safeguards.obligations
  return {
    heading,
    clauses: agreed.map(({ code, text }, i) =>
      clause(`obligations/${i}`, writer.say(obligation, { text: writer.own(text), code: quoted(code) })),
    ),
  }
}

export const retention: Drafting = ({ retention: rules }, writer) => {
  const { heading } = safeguards.retention
  if (rules === undefined) return notAgreed(heading, writer)
  return { heading, clauses: rules.map((rule, i) => retentionClause(rule, `retention/${i}`, writer)) }
}

function retentionClause({ elements, period, from, action, proofWithinDays }: Retention, ref: string, writer: Writer) {
  const { these, rest, proof } = safeguards.retention
  const params = { period: writer.period(period), start: writer.say(starts[from]), ends: writer.say(ends[action]) }
  return clause(
    ref,
    elements === undefined
      ? writer.say(rest, params)
      : writer.say(these, { ...params, elements: writer.list(elements.map(writer.element)) }),
    ...when(proofWithinDays, (days) => writer.say(proof, { period: writer.unit(days, 'day') })),
  )
}

export const derived: Drafting = ({ derivedData }, writer) => {
  if (derivedData === undefined) return undefined
  const { owner, retention: period, publication } = derivedData
  const say = safeguards.derived
  return {
    heading: say.heading,
    clauses: [
      clause(
        'derivedData',
        writer.say(say.owner, { owner: writer.member(owner), period: writer.period(period) }),
        ...when(publication, (text) => writer.say(say.publication, { text: writer.own(text) })),
      ),
    ],
  }
}
