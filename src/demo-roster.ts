import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mustBeOk } from './kernel/result.ts'
import type { Modules } from './modules.ts'

/** As the pension's own system keeps them (countries/tumaini/agencies/pension). */
type Pensioner = readonly [number: string, nationalId: string | null, name: string, sex: string, born: string]

const source = 'pension-mis'
const header = ['number', 'national_id', 'surname', 'given_name', 'sex', 'born']

/** The pension has handed its roster in, once, so that people of the demo are known by its numbers, too. */
export async function firstRoster({ runs, rosters }: Modules, countryFolder: string): Promise<void> {
  const file = join(countryFolder, 'pension', 'pensioners.ndjson')
  if (!existsSync(file) || (await runs.uploads()).some(({ name }) => name === source)) return
  const pensioners = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Pensioner)
  const bytes = Buffer.from([header, ...pensioners.map(row)].map((cells) => cells.map(cell).join(',')).join('\n'))
  const steward = { id: 'steward', member: 'nsps', permissions: new Set<string>() }
  const { id } = mustBeOk(await runs.upload({ name: source, format: 'csv', bytes }, steward))
  const columns = {
    given_name: 'given_name',
    surname: 'surname',
    sex: 'sex',
    birth_date: 'born',
    national_id: 'national_id',
  }
  mustBeOk(await rosters.keep({ upload: id, recordId: 'number', columns }, steward))
}

/** `KAMOTHO, WANJIKU GRACE` */
function row([number, nationalId, name, sex, born]: Pensioner): string[] {
  const [surname = '', given = ''] = name.split(', ')
  return [number, nationalId ?? '', surname, given, sex === 'K' ? 'mke' : 'mume', born]
}

const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`
