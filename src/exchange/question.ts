import type { Agreement, Purpose } from '../agreements/schema.ts'
import type { Service } from '../federation/schema.ts'
import type { Json } from '../kernel/canonical-json.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import type { Condition, ExchangeMessage, ExchangeRequest } from './plugin.ts'
import { noSources, serviceActs, unknownService } from './problems.ts'
import type { PersonSearch, Question, QuestionOptions } from './schema.ts'
import type { ExchangeWorld } from './world.ts'

const defaultDeadlineMs = 10_000
const recordsLimit = 50
const peopleFoundLimit = 20

type World = Pick<ExchangeWorld, 'agreements' | 'directory'>

/** Agreements in force of which one member is the consumer, by the purposes that they cover. */
type Scope = (purpose: string) => readonly Agreement[]

async function scopeOf(member: string, { agreements }: World): Promise<Scope> {
  const [versions, purposes] = await Promise.all([agreements.inForceFor(member), agreements.purposes()])
  return (purpose) => {
    const covering = coveringPurposes(purpose, purposes)
    return versions
      .map(({ agreement }) => agreement)
      .filter((agreement) => agreement.purposes.some((one) => covering.includes(one)))
  }
}

/** The purpose itself and its broader ones; none when the scheme does not have it. */
function coveringPurposes(purpose: string, purposes: readonly Purpose[]): string[] {
  const covering: string[] = []
  let at = purposes.find(({ id }) => id === purpose)
  while (at !== undefined && !covering.includes(at.id)) {
    covering.push(at.id)
    const { broader } = at
    at = purposes.find(({ id }) => id === broader)
  }
  return covering
}

/** One question about one person as a message of several questions, one for each source. */
export async function messageOf(question: Question, member: string, world: World): Promise<Result<ExchangeMessage>> {
  const agreements = (await scopeOf(member, world))(question.purpose)
  const sources = question.sources ?? agreedSources(agreements, world)
  if (sources.length === 0) return fail(noSources)
  const requests: ExchangeRequest[] = []
  for (const [i, source] of sources.entries()) {
    const service = world.directory.service(source.service)
    if (service === undefined) return fail(unknownService(source.service, `/sources/${i}/service`))
    if (service.conditions === 'order') return fail(serviceActs(service.id, `/sources/${i}/service`))
    requests.push({
      service: service.id,
      purpose: question.purpose,
      condition: conditionFor(service, question.subject, agreedAskBy(service.id, agreements)),
      acceptPartial: source.acceptPartial ?? source.elements === undefined,
      sort: [],
      page: { size: recordsLimit, number: 1 },
      ...(source.elements === undefined ? {} : { elements: source.elements }),
    })
  }
  return ok({
    messageId: question.messageId,
    body: question as Json,
    protocol: 'kiungo',
    requests,
    deadlineMs: question.deadlineMs ?? defaultDeadlineMs,
    ...(question.caseRef === undefined ? {} : { caseRef: question.caseRef }),
  })
}

/** Every service that an agreement in force allows for the purpose, in the order of their ids. */
function agreedSources(agreements: readonly Agreement[], world: World): NonNullable<Question['sources']> {
  const services = new Set(agreements.flatMap((agreement) => agreement.services.map(({ service }) => service)))
  return [...services]
    .filter(asks(world))
    .sort()
    .map((service) => ({ service }))
}

/** Whether a service tells; one that acts is no source of a question. */
const asks =
  ({ directory }: World) =>
  (service: string): boolean =>
    directory.service(service)?.conditions !== 'order'

function agreedAskBy(service: string, agreements: readonly Agreement[]): ReadonlySet<string> {
  const clauses = agreements.flatMap((agreement) => agreement.services.filter((one) => one.service === service))
  return new Set(clauses.flatMap(({ askBy }) => askBy))
}

/**
 * A source is asked by the first set of identifiers that it takes, that the asker holds and that is agreed, with what
 * further sets add to that one (the attributes of a yes-or-no check): no more of the person is told to it than it takes.
 * Without such a set, all that is known is in the condition, so that the refusal says what is missing.
 */
function conditionFor(service: Service, subject: Question['subject'], agreed: ReadonlySet<string>): Condition {
  const held = service.askBy.filter((set) => set.every((element) => subject[element] !== undefined))
  const usable = held.filter((set) => set.every((element) => agreed.has(element)))
  const first = usable[0] ?? held[0] ?? Object.keys(subject)
  const further = usable.filter((set) => set.some((element) => first.includes(element)))
  const chosen = new Set([...first, ...further.flat()])
  return allOf([...chosen].map((element) => [element, subject[element] ?? '']))
}

function allOf(equalities: readonly (readonly [element: string, value: string])[]): Condition {
  const conditions = equalities.map(([element, value]) => ({ element, is: 'eq', value }) as const)
  const [only] = conditions
  return only !== undefined && conditions.length === 1 ? only : { and: conditions }
}

/** Looking for the right person in the social registry, by what a person at a counter can say. */
export function personSearchMessage(search: PersonSearch): ExchangeMessage | undefined {
  const { name, nationalId, village } = search
  if (name === undefined && nationalId === undefined) return undefined
  const given: [string, string][] = []
  if (nationalId !== undefined) given.push(['person.national-id', nationalId])
  if (name !== undefined) given.push(['person.name.full', name])
  if (village !== undefined) given.push(['person.village', village])
  return {
    messageId: search.messageId,
    body: search as Json,
    protocol: 'kiungo',
    requests: [
      {
        service: 'social-registry.person',
        purpose: search.purpose,
        condition: allOf(given),
        acceptPartial: true,
        sort: [],
        page: { size: peopleFoundLimit, number: 1 },
      },
    ],
    deadlineMs: defaultDeadlineMs,
  }
}

/** What the member may ask, purpose by purpose: narrower purposes are covered by an agreement for a broader one. */
export async function questionOptions(member: string, world: World): Promise<QuestionOptions> {
  const scope = await scopeOf(member, world)
  const purposes: readonly Purpose[] = await world.agreements.purposes()
  const options = purposes.map(({ id }) => ({ purpose: id, sources: sourcesOf(scope(id), world) }))
  return { member, purposes: options.filter(({ sources }) => sources.length > 0) }
}

type Sources = QuestionOptions['purposes'][number]['sources']

const sourcesOf = (agreements: readonly Agreement[], world: World): Sources =>
  agreements.flatMap((agreement) =>
    agreement.services
      .filter(({ service }) => asks(world)(service))
      .map(({ service, askBy, fields }) => ({
        service,
        agreement: agreement.id,
        version: agreement.version,
        askBy: [...askBy],
        fields: fields.map(({ element, release }) => ({ element, release })),
      })),
  )
