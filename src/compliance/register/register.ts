import type pg from 'pg'
import type { Agreement, Facts, Purpose } from '../../agreements/schema.ts'
import type { Agreements, AgreementView } from '../../agreements/service.ts'
import { type AgreementCounts, countsByAgreement } from '../../exchange/store/agreement-counts.ts'
import type { Directory } from '../../federation/directory.ts'
import type { LocalText } from '../../kernel/nouns.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Register, RegisterEntry, RegisterGap, RegisterQuery } from './schema.ts'

export interface RegisterWorld {
  readonly pool: pg.Pool
  readonly clock: Clock
  readonly timeZone: string
  readonly agreements: Pick<Agreements, 'list' | 'purposes'>
  readonly directory: Pick<Directory, 'member'>
  readonly classificationOf: Facts['classificationOf']
}

const yearMs = 365 * 86_400_000

/**
 * The register of processing (GDPR article 30): agreements in force, and those under which something went through in the
 * time. Derived each time it is asked for, so that it cannot differ from what is done.
 */
export async function registerOf(query: RegisterQuery, world: RegisterWorld): Promise<Register> {
  const until = query.until === undefined ? world.clock.now() : new Date(query.until)
  const from = query.from === undefined ? new Date(until.getTime() - yearMs) : new Date(query.from)
  const [views, purposes, counts] = await Promise.all([
    world.agreements.list(),
    world.agreements.purposes(),
    countsByAgreement(world.pool, { from, until, timeZone: world.timeZone }),
  ])
  const { member, agreement: wanted, purpose } = query
  const entries = views
    .filter(({ agreement, inForce }) => agreement.services.length > 0 && (inForce || counts.has(agreement.id)))
    .filter(({ agreement }) => member === undefined || [agreement.provider, agreement.consumer].includes(member))
    .filter(({ agreement }) => wanted === undefined || agreement.id === wanted)
    .filter(({ agreement }) => purpose === undefined || agreement.purposes.includes(purpose))
    .map((view) => entryOf(view, { world, purposes, counts: counts.get(view.agreement.id) }))
    .filter(({ gaps }) => query.gaps === undefined || gaps.length > 0 === query.gaps)
  const time = { from: from.toISOString(), until: until.toISOString() }
  return { ...time, ...(member === undefined ? {} : { member }), entries }
}

interface Known {
  readonly world: RegisterWorld
  readonly purposes: readonly Purpose[]
  readonly counts: AgreementCounts | undefined
}

function entryOf({ agreement, hash, inForce }: AgreementView, { world, purposes, counts }: Known): RegisterEntry {
  const { id, version, title, legalBasis, consumer, onward, transfer, retention, security, subjects } = agreement
  const labelOf = (purpose: string): LocalText => purposes.find((one) => one.id === purpose)?.label ?? sameIn(purpose)
  return {
    ...{ agreement: { id, version, hash }, title, inForce, legalBasis },
    controllers: controllersOf(agreement, (member) => world.directory.member(member)?.name ?? sameIn(member)),
    purposes: agreement.purposes.map((purpose) => ({ id: purpose, label: labelOf(purpose) })),
    dataSubjects: subjects?.categories ?? [],
    data: dataOf(agreement, world.classificationOf),
    recipients: [...new Set([consumer, ...(onward?.to ?? [])])],
    ...(transfer === undefined ? {} : { transfer }),
    retention: retention ?? [],
    ...(security === undefined ? {} : { security }),
    gaps: gapsOf(agreement),
    exchanges: {
      ...{ answered: counts?.answered ?? 0, refused: counts?.refused ?? 0, without: counts?.without ?? 0 },
      ...{ records: counts?.records ?? 0, persons: counts?.persons ?? 0 },
      ...(counts === undefined ? {} : { last: counts.last.toISOString() }),
    },
  }
}

const sameIn = (word: string): LocalText => ({ en: word, sw: word, fr: word })

/** Both sides are controllers of what they do; where the agreement names no parties, their office is not known. */
function controllersOf(
  { parties, provider, consumer }: Agreement,
  nameOf: (member: string) => LocalText,
): RegisterEntry['controllers'] {
  if (parties === undefined) {
    return [
      { member: provider, name: nameOf(provider), role: 'provider' },
      { member: consumer, name: nameOf(consumer), role: 'consumer' },
    ]
  }
  return parties.map(({ member, role, registration, dataProtectionOfficer }) => ({
    ...{ member, name: nameOf(member), role, registration: registration.number, dataProtectionOfficer },
  }))
}

function dataOf({ services }: Agreement, classificationOf: Facts['classificationOf']): RegisterEntry['data'] {
  const fields = services.flatMap((service) => service.fields)
  const unique = new Map(fields.map(({ element, release }) => [`${element} ${release}`, { element, release }]))
  return [...unique.values()].map(({ element, release }) => {
    const classification = classificationOf(element)
    return { element, release, ...(classification === undefined ? {} : { classification }) }
  })
}

function gapsOf({ parties, subjects, retention, security }: Agreement): RegisterGap[] {
  const said = { parties, 'data-subjects': subjects, retention, security }
  return (Object.keys(said) as RegisterGap[]).filter((gap) => said[gap] === undefined)
}
