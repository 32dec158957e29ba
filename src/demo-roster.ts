import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mustBeOk } from './kernel/result.ts'
import type { Modules } from './modules.ts'
import type { Logger } from './platform/telemetry/logger.ts'

type Cells = readonly (string | null)[]

/** How an agency's own system keeps its people (countries/tumaini/agencies), as rows under the header. */
interface AgencyRoster {
  /** System of the country, whose records the file has. */
  readonly source: string
  rows(countryFolder: string): readonly Cells[]
}

/** Columns of the files as they are handed in: the source's own number, and what the map compares. */
const header = ['number', 'national_id', 'birth_registration_number', 'surname', 'given_name', 'sex', 'birth_date']

type Pensioner = readonly [number: string, nationalId: string | null, name: string, sex: string, born: string]
type Learner = readonly [
  upi: string,
  birthNumber: string | null,
  given: string,
  middle: string | null,
  surname: string,
  sex: string,
  born: string,
]
type Worker = readonly [
  number: string,
  nationalId: string,
  given: string,
  middle: string | null,
  surname: string,
  sex: string,
  born: string,
]

const pension: AgencyRoster = {
  source: 'pension-mis',
  rows: (folder) =>
    linesOf<Pensioner>(join(folder, 'pension', 'pensioners.ndjson')).map(([number, nationalId, name, sex, born]) => {
      // `KAMOTHO, WANJIKU GRACE`
      const [surname = '', given = ''] = name.split(', ')
      return [number, nationalId, null, surname, given, sex === 'K' ? 'mke' : 'mume', born]
    }),
}

const others: readonly AgencyRoster[] = [
  { source: 'drought-mis', rows: (folder) => payrollOf(join(folder, 'drop', 'drought')) },
  {
    source: 'emis',
    rows: (folder) =>
      linesOf<Learner>(join(folder, 'education', 'learners.ndjson')).map(
        ([upi, birthNumber, given, , surname, sex, born]) => [
          ...[upi, null, birthNumber, surname, given],
          ...[sex === 'girl' ? 'female' : 'male', born],
        ],
      ),
  },
  {
    source: 'employment-service',
    rows: (folder) =>
      linesOf<Worker>(join(folder, 'employment', 'members.ndjson')).map(
        ([number, nationalId, given, , surname, sex, born]) => [number, nationalId, null, surname, given, sex, born],
      ),
  },
]

function linesOf<T>(file: string): T[] {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as T)
}

/** Who is paid for each household of the safety net, by the last of its files. */
function payrollOf(folder: string): Cells[] {
  const file = existsSync(folder) ? readdirSync(folder).sort().at(-1) : undefined
  if (file === undefined) return []
  const lines = readFileSync(join(folder, file), 'utf8').split('\r\n').slice(1)
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const [, number = '', name = '', nationalId = '', sex = '', born = ''] = line.split(';')
      const names = name.split(' ')
      return [number, nationalId, null, names.at(-1) ?? '', names[0] ?? '', sex === 'U' ? '' : sex, dayOf(born)]
    })
}

const months = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ')

/** `1-JAN-58`: years from 27 on are of the last century. */
function dayOf(text: string): string | null {
  const [day, month, year] = text.split('-')
  if (day === undefined || month === undefined || year === undefined) return null
  const century = Number(year) < 27 ? '20' : '19'
  return `${century}${year}-${String(months.indexOf(month) + 1).padStart(2, '0')}-${day.padStart(2, '0')}`
}

type Desk = Pick<Modules, 'runs' | 'rosters'>

/** The pension has handed its roster in, once, so that people of the demo are known by its numbers, too. */
export const firstRoster = (desk: Desk, countryFolder: string): Promise<void> => handIn(pension, desk, countryFolder)

/** The others follow while the demo is at work already, one after the other. */
export function startDemoRosters(
  { logger, ...desk }: Desk & { readonly logger: Logger },
  countryFolder: string,
): { stop(): Promise<void> } {
  let stopped = false
  const handing = (async () => {
    for (const roster of others) if (!stopped) await handIn(roster, desk, countryFolder)
  })().catch((err: unknown) => logger.warn({ err }, 'not all rosters of the demo were handed in'))
  return {
    async stop() {
      stopped = true
      await handing
    },
  }
}

async function handIn({ source, rows }: AgencyRoster, { runs, rosters }: Desk, countryFolder: string): Promise<void> {
  if ((await runs.uploads()).some(({ name }) => name === source)) return
  const people = rows(countryFolder)
  if (people.length === 0) return
  const bytes = Buffer.from([header, ...people].map((cells) => cells.map(cell).join(',')).join('\n'))
  const steward = { id: 'steward', member: 'nsps', permissions: new Set<string>() }
  const { id } = mustBeOk(await runs.upload({ name: source, format: 'csv', bytes }, steward))
  const columns = Object.fromEntries(header.slice(1).map((column) => [column, column]))
  mustBeOk(await rosters.keep({ upload: id, recordId: 'number', columns }, steward))
}

const cell = (text: string | null): string => `"${(text ?? '').replaceAll('"', '""')}"`
