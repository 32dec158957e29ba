// Records a second through a mapping, both ways: node bench/mapping.ts [seconds]
import { join } from 'node:path'
import { mustBeOk } from '../src/kernel/result.ts'
import { loadMappings, loadVocabulary } from '../src/semantics/load.ts'

const seconds = Number(process.argv[2] ?? 2)
const pack = join(import.meta.dirname, '../countries/tumaini')
const mappings = mustBeOk(await loadMappings(pack, mustBeOk(await loadVocabulary(pack))))

const person = (i: number) => ({
  nin: String(302118476 + i),
  names: { firstName: 'Wanjiku', otherNames: 'Grace', familyName: `Kamotho${i}` },
  gender: 1 + (i % 2),
  birth: { dateOfBirth: '14/03/1951', estimated: false, countyCode: 'TU1101', entryNumber: null },
  vitals: { lifeStatus: 'A', dateOfDeath: null },
  civilStatus: 1 + (i % 4),
  document: { kind: 1, issuedOn: '02/06/2011', expiresOn: '02/06/2031' },
  contact: { msisdn: '+999712345678' },
  residence: { countyCode: 'TU1101', wardCode: 'TU110102', villageCode: 'TU11010203' },
  lastChanged: '19/08/2024',
})
// Parsed from JSON, as they arrive: objects written in the program are kinder to the compiler.
const people: unknown[] = JSON.parse(JSON.stringify(Array.from({ length: 1000 }, (_, i) => person(i))))

function rate(work: (i: number) => { readonly issues: readonly unknown[] }): number {
  let issues = 0
  let done = 0
  const end = performance.now() + seconds * 1000
  while (performance.now() < end) {
    for (let i = 0; i < 1000; i++) issues += work(i).issues.length
    done += 1000
  }
  if (issues > 0) throw new Error('the benchmark measures records without issues')
  return Math.round(done / seconds)
}

const tiprs = mappings.get('tiprs.person')
const dci = mappings.get('dci-person')
if (tiprs === undefined || dci === undefined) throw new Error('the pack lacks the mappings that are measured')
const records = people.map((one) => tiprs.toCanonical(one).record)
rate((i) => tiprs.toCanonical(people[i]))
console.log(
  `to canonical (tiprs.person, ${tiprs.fields.length} rules): ${rate((i) => tiprs.toCanonical(people[i]))} records/s`,
)
console.log(
  `from canonical (dci-person, ${dci.fields.length} rules): ${rate((i) => dci.fromCanonical(records[i] ?? {}))} records/s`,
)
