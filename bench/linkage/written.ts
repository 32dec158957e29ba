import { once } from 'node:events'
import { createWriteStream, rmSync } from 'node:fs'
import { join } from 'node:path'
import { literal, withDatabase } from '../../src/identity/linkage/encode/duckdb.ts'
import { placeOf, type WrittenPerson, writtenPeople } from './people.ts'

export interface WrittenFiles {
  /** Parquet: source, record_id and what `personColumns` names, in an order that says nothing about the truth. */
  readonly people: string
  /** Parquet: record_id, person. */
  readonly truth: string
}

/** At least `records` people of a seed, written to `folder`. */
export async function writePeople(records: number, seed: string, folder: string): Promise<WrittenFiles> {
  const csv = join(folder, 'people.csv')
  await writeCsv(writtenPeople(records, seed), csv)
  const [people, truth] = [join(folder, 'people.parquet'), join(folder, 'truth.parquet')]
  const limits = { threads: 2, memoryMiB: 3_000, spillFolder: folder }
  await withDatabase(limits, async (database) => {
    await database.run(
      `create table written as select * from read_csv(${literal(csv)}, all_varchar = true, header = true)`,
    )
    const parquet = '(format parquet, compression zstd)'
    await database.run(
      `copy (select * exclude (person) from written order by hash(record_id)) to ${literal(people)} ${parquet}`,
    )
    await database.run(`copy (select record_id, person from written) to ${literal(truth)} ${parquet}`)
  })
  rmSync(csv)
  return { people, truth }
}

const header =
  'source,record_id,given_name,surname,birth_date,sex,national_id,phone,region,district,ward,village,mother_name,household,person'

async function writeCsv(people: Iterable<WrittenPerson>, file: string): Promise<void> {
  const stream = createWriteStream(file)
  let lines = `${header}\n`
  let number = 0
  for (const person of people) {
    lines += `${lineOf(person, number++)}\n`
    if (lines.length < 1_000_000) continue
    if (!stream.write(lines)) await once(stream, 'drain')
    lines = ''
  }
  stream.end(lines)
  await once(stream, 'finish')
}

function lineOf(person: WrittenPerson, number: number): string {
  const { given, family, birth, sex, nationalId, phone, mother, household } = person
  const written = [given, family, birth, sex, nationalId, phone, ...placeOf(person.village), mother, household]
  return `registry,${number},${written.map((value) => value ?? '').join(',')},${person.person}`
}
