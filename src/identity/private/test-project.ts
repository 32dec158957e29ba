import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { mustBeOk, ok } from '../../kernel/result.ts'
import { generateSigningKey, type SigningKey } from '../../kernel/signature.ts'
import { openEncoder, type PlainRecord, planOf } from './encoding/encoder.ts'
import { opaqueId, writeEncodings } from './files/write.ts'
import { type CheckedProject, checkProject, epsilonOf } from './project.ts'
import type { Certificate, PartyKey, PrivateProject } from './schema.ts'
import type { RunBook } from './zone/run.ts'

// A pension programme and a population register that may not show each other names, and a zone between them.

export const keys = { nida: generateSigningKey(), dss: generateSigningKey(), zone: generateSigningKey() }

const partyKey = ({ publicJwk: { x } }: SigningKey): PartyKey => ({ kty: 'OKP', crv: 'Ed25519', x: x ?? '' })

export const exampleProject = (changes: Partial<PrivateProject> = {}): PrivateProject => ({
  format: 'kiungo-private-project/1',
  id: 'pension-deaths',
  agreement: 'nida-dss',
  purpose: 'verify-life',
  parties: [
    { member: 'nida', key: partyKey(keys.nida) },
    { member: 'dss', key: partyKey(keys.dss) },
  ],
  zone: { member: 'statistics', key: partyKey(keys.zone) },
  fields: [
    { id: 'given', kind: 'given-names', from: ['given'], hashes: 14, domain: 'name' },
    { id: 'family', kind: 'family-name', from: ['family'], hashes: 14, domain: 'name' },
    { id: 'born', kind: 'date-of-birth', from: ['born'], hashes: 26 },
    { id: 'sex', kind: 'sex', from: ['sex'], hashes: 14 },
  ],
  grams: 2,
  hardening: { kind: 'diffusion', of: 4 },
  flip: 0.05,
  epsilonPerBit: Number(epsilonOf(0.05).toFixed(2)),
  leastFields: 3,
  blocking: { kind: 'all' },
  threshold: 0.6,
  overlap: { kind: 'national-id', from: 'nid' },
  limits: { records: 100_000, runs: 2, leastSet: 3, smallestCount: 1 },
  validUntil: '2030-12-31',
  ...changes,
})

export const checked = (changes: Partial<PrivateProject> = {}): CheckedProject =>
  mustBeOk(checkProject(exampleProject(changes)))

export const secretOf = (letter: string): Buffer => Buffer.alloc(32, letter)

export type Party = 'nida' | 'dss'

export const encoderOf = (of: CheckedProject, party: Party, secret = secretOf('s')) =>
  openEncoder(planOf(of.project), { secret, context: of.digest, noiseKey: secretOf(party) })

export interface Owned {
  readonly of: CheckedProject
  readonly party: Party
  readonly secret?: Buffer
}

/** Writes the file that a party hands to the zone; answers which opaque id is of which record. */
export function encodeTo(file: string, records: readonly PlainRecord[], { of, party, secret }: Owned) {
  const encoder = encoderOf(of, party, secret)
  const owners = new Map<string, PlainRecord>()
  const encodings = records.flatMap((record, i) => {
    const id = opaqueId(secretOf(party), of.digest, String(i))
    const encoded = encoder.encode(id, record)
    owners.set(id, record)
    return encoded === undefined ? [] : [{ id, ...encoded }]
  })
  writeEncodings(file, encodings, { checked: of, party, key: keys[party], check: encoder.check })
  return owners
}

export function testFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'kiungo-private-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Shared by the tests of this room: compiling takes a second. */
export const kernelFolder = join(tmpdir(), 'kiungo-test-kernels')

/** A book that lets every run start, and keeps what it was told. */
export function openTestBook(): RunBook & { readonly certificates: Certificate[]; started: number } {
  const book = {
    certificates: [] as Certificate[],
    started: 0,
    start: async () => {
      book.started++
      return ok({ id: 'plr-01j00000000000000000000000' })
    },
    finish: async (certificate: Certificate) => {
      book.certificates.push(certificate)
      return ok(undefined)
    },
  }
  return book
}

export const people: readonly PlainRecord[] = [
  { given: 'Wanjiku', family: 'Kamotho', born: '1951-03-14', sex: 'F' },
  { given: 'Otieno', family: 'Ochieng', born: '1948-11-02', sex: 'M' },
  { given: 'Halima Said', family: 'Mwinyi', born: '1955-07-23', sex: 'F' },
  { given: 'محمد', family: 'عبد الرحمن', born: '1949-12-05', sex: 'M' },
  { given: 'ገብረ', family: 'ኪዳን', born: '1953-05-30', sex: 'M' },
  { given: 'Фатима', family: 'Исмаилова', born: '1957-09-11', sex: 'F' },
]
