// Certificates of the Council for Persons with Disabilities: who has one, who waits for one, and whose has run out.
import { ageOn, type Day, dayOf, iso, isoOrNull } from './dates.ts'
import type { Person } from './model.ts'
import type { Random } from './random.ts'
import type { RegistryJob } from './write-registry.ts'

const columns = 'record_id,person_id,status,level,registered_on,reviewed_on,expires_on,updated_on,detail'

/** Of those with a lot of difficulty or who cannot do something at all; the others never applied. */
const coverage = 0.55
/** Of those with some difficulty only: assessed and found mild. */
const mildCoverage = 0.06
const validDays = 5 * 365 + 1
const councilSince = dayOf(2012, 1, 1)

type Status = 'approved' | 'pending' | 'expired'

export function writeDisabilityRecords(job: RegistryJob): void {
  const { output, truth, population, plan } = job
  const file = output.file('registry/disability_record.csv', columns.split(','))
  const { asOf, streams } = population.world
  const draw = streams('disability-record')
  let serial = 0
  for (const [person, rows] of plan.rowsOf) {
    const random = draw(person.id)
    const worst = Math.max(...person.disability)
    if (worst === 1 || !random.chance(worst === 2 ? mildCoverage : coverage)) continue
    const id = `W${String(++serial).padStart(7, '0')}`
    const registered = random.int(Math.max(councilSince, person.born + 200), (person.died ?? asOf) - 5)
    if (registered < councilSince || registered <= person.born) continue
    const pending = asOf - registered < 400 && random.chance(0.6)
    // What is reviewed in time goes on; a third never comes back.
    const reviewed = registered + validDays < asOf && random.chance(0.66) ? lastReview(registered, asOf) : null
    const expires = pending ? null : (reviewed ?? registered) + validDays
    const status: Status = pending ? 'pending' : (expires as Day) < asOf ? 'expired' : 'approved'
    const level = pending ? null : levelOf(random, person)
    const updated = Math.min(asOf - 1, (reviewed ?? registered) + random.int(0, 90))
    const detail = JSON.stringify(detailOf(random, person, { level, asOf }))
    file.csv([
      id,
      (rows[0] as { id: string }).id,
      status,
      level,
      iso(registered),
      isoOrNull(reviewed),
      isoOrNull(expires),
      iso(updated),
      detail,
    ])
    if (status !== 'approved' || person.died === null) continue
    const defect = { kind: 'certificate-of-the-dead', recorded: status, actual: iso(person.died) }
    truth.defects('disability', id, { person, defects: [defect] })
  }
}

const lastReview = (registered: Day, asOf: Day): Day =>
  registered + Math.floor((asOf - 1 - registered) / validDays) * validDays

function levelOf(random: Random, { disability }: Person): string {
  const severe = disability.filter((d) => d >= 3).length
  if (Math.max(...disability) === 4) return random.chance(0.5) || severe > 1 ? 'high_support' : 'severe'
  if (severe > 0) return random.chance(0.75) ? 'severe' : 'moderate'
  return random.chance(0.7) ? 'mild' : 'moderate'
}

/** In the order of the Washington Group's questions: seeing, hearing, walking, remembering, self-care, communicating. */
const impairmentTypes = ['vision', 'hearing', 'mobility', 'cognitive', 'mobility', 'speech'] as const
const impairmentLevels = ['mild', 'moderate', 'severe', 'extreme'] as const
const causes = {
  young: { birth_congenital: 40, birth_complication: 25, illness: 25, domestic_accident: 8, violence: 2 },
  grown: {
    birth_congenital: 14,
    birth_complication: 8,
    illness: 38,
    domestic_accident: 10,
    road_accident: 14,
    work_accident: 10,
    violence: 4,
    armed_conflict: 2,
  },
  old: { illness: 34, ageing: 46, road_accident: 6, work_accident: 6, domestic_accident: 6, birth_congenital: 2 },
}

type Impairment = { type: string; level: string; cause: string; age_on_set: string }

function impairments(random: Random, person: Person, age: number): Impairment[] {
  const found = new Map<string, Impairment>()
  for (const [i, difficulty] of person.disability.entries()) {
    const type = random.chance(0.07) ? 'mental' : (impairmentTypes[i] as string)
    if (difficulty === 1 || found.has(type)) continue
    const cause = random.weighted<string>(causes[age < 18 ? 'young' : age < 60 ? 'grown' : 'old'])
    found.set(type, {
      type,
      level: impairmentLevels[difficulty - 1] as string,
      cause,
      age_on_set: onSet(random, cause, age),
    })
  }
  return [...found.values()]
}

function onSet(random: Random, cause: string, age: number): string {
  if (cause.startsWith('birth')) return 'born_with'
  if (cause === 'ageing') return 'old_age'
  if (age < 18) return 'childhood'
  return age >= 60 && random.chance(0.5) ? 'old_age' : random.chance(0.75) ? 'working_age' : 'childhood'
}

const technologyFor: Readonly<Record<string, string>> = {
  mobility: 'wheelchair',
  hearing: 'hearing_aid',
  speech: 'speech_device',
}

function detailOf(random: Random, person: Person, { level, asOf }: { level: string | null; asOf: Day }): object {
  const list = impairments(random, person, ageOn(person.born, asOf))
  const heavy = level === 'high_support' || level === 'severe'
  const met = (rate: number): string => (random.chance(rate) ? 'received' : 'needed')
  const supports: object[] = []
  for (const { type } of list) {
    const technology = technologyFor[type]
    if (!heavy && random.chance(0.6)) continue
    supports.push({
      human_assistance: random.weighted({
        basic_activity: 35,
        mobility: 30,
        communication: 20,
        decision_making: 8,
        multiple: 7,
      }),
      intensity: random.weighted({ permanent: heavy ? 30 : 5, daily: 40, weekly: 20, occasional: 15 }),
      human_status: met(0.7),
      ...(technology === undefined ? {} : { technology, technology_status: met(0.3) }),
      ...(random.chance(0.15)
        ? { housing: random.weighted({ home_adaptation: 5, relocation: 1, utility_cost: 3 }) }
        : {}),
      ...(random.chance(0.25)
        ? {
            medical_care: random.weighted({
              maintenance_medicine: 6,
              specialized_habilitation: 2,
              constant_healthcare: 2,
            }),
          }
        : {}),
    })
  }
  return {
    impairments: list,
    supports,
    transport: random.weighted({ public: 60, point_to_point: 30, adapted_vehicle: 10 }),
    housing: random.weighted({ own: 52, relatives: 44, social: 2, institution: 2 }),
  }
}
