import { fail, ok, type Result } from '../../../kernel/result.ts'
import { type SigningKey, thumbprint } from '../../../kernel/signature.ts'
import { signDetached } from '../../../standards/detached-jws.ts'
import { type EncodingFile, readEncodings } from '../files/read.ts'
import { openLines } from '../files/write.ts'
import { type Matched, match } from '../match/match.ts'
import { fileRefused, notTheZone } from '../problems.ts'
import type { CheckedProject } from '../project.ts'
import type { Certificate, RunInput, RunKind, RunStatement } from '../schema.ts'
import { destroy } from './destroy.ts'

/** Where runs are counted and put on record before anything is compared: the node, called over its API. */
export interface RunBook {
  /** Refused where the project is over, its agreement no longer in force, or its runs are used up. */
  start(run: { readonly kind: RunKind; readonly inputs: readonly RunInput[] }): Promise<Result<{ readonly id: string }>>
  finish(certificate: Certificate): Promise<Result<void>>
}

export interface ZoneWorld {
  readonly checked: CheckedProject
  readonly key: SigningKey
  readonly book: RunBook
  /** Where compiled code is kept. */
  readonly kernelFolder: string
  now(): Date
  onProgress?(done: number, of: number): void
}

export interface ZoneFiles {
  readonly a: string
  readonly b: string
  readonly decisions: string
  readonly certificate: string
}

/**
 * One run of the matching zone: both files verified, the run put on record, compared, decisions written, encodings
 * destroyed, and that certified. A file that is refused is left where it is.
 */
export async function runZone(files: ZoneFiles, world: ZoneWorld): Promise<Result<RunStatement>> {
  const { checked, key, book } = world
  if (key.kid !== thumbprint(checked.project.zone.key)) return fail(notTheZone)
  const read = await readBoth(files, checked)
  if (!read.ok) return read
  const [a, b] = read.value
  const inputs = [a, b].map(({ party, digest, ids }) => ({ party, digest, count: ids.length }))
  const started = await book.start({ kind: 'match', inputs })
  if (!started.ok) return started
  const { blocking, threshold } = checked.project
  const plan = { blocking, threshold, digest: checked.digest }
  const matched = await match(a, b, plan, {
    folder: world.kernelFolder,
    ...(world.onProgress && { onProgress: world.onProgress }),
  })
  if (!matched.ok) return matched
  const { linked, tied, compared } = matched.value
  const decisions = writeDecisions(files.decisions, { run: started.value.id, checked, a, b, matched: matched.value })
  for (const file of [files.a, files.b]) destroy(file)
  const statement: RunStatement = {
    format: 'kiungo-private-certificate/1',
    ...{ run: started.value.id, project: checked.digest, inputs },
    ...{ compared, pairs: linked.length, tied: tied.length, decisions },
    deleted: 'overwritten once and removed; nothing is said of copies kept elsewhere',
    deletedAt: world.now().toISOString(),
  }
  const certificate = { statement, signature: signDetached(statement, key) }
  writeWhole(files.certificate, certificate)
  const finished = await book.finish(certificate)
  return finished.ok ? ok(statement) : finished
}

async function readBoth(
  files: ZoneFiles,
  checked: CheckedProject,
): Promise<Result<readonly [EncodingFile, EncodingFile]>> {
  const a = await readEncodings(files.a, checked)
  if (!a.ok) return a
  const b = await readEncodings(files.b, checked)
  if (!b.ok) return b
  if (a.value.party === b.value.party) return fail(fileRefused('same-party', files.b))
  if (a.value.check !== b.value.check) return fail(fileRefused('other-key', files.b))
  return ok([a.value, b.value])
}

interface Run {
  readonly run: string
  readonly checked: CheckedProject
  readonly a: EncodingFile
  readonly b: EncodingFile
  readonly matched: Matched
}

/** Pairs of opaque ids and nothing else: scores would give away the graph of similarities. Answers their digest. */
function writeDecisions(file: string, { run, checked, a, b, matched: { linked, tied } }: Run): string {
  const lines = openLines(file)
  const parties = { a: a.party, b: b.party }
  const counts = { linked: linked.length, tied: tied.length }
  lines.line({ format: 'kiungo-private-decisions/1', run, project: checked.digest, parties, ...counts })
  for (const pair of linked) lines.line({ a: a.ids[pair.a], b: b.ids[pair.b] })
  for (const pair of tied) lines.line({ a: a.ids[pair.a], b: b.ids[pair.b], tied: true })
  const digest = lines.digest()
  lines.close()
  return digest
}

function writeWhole(file: string, document: unknown): void {
  const lines = openLines(file)
  lines.line(document)
  lines.close()
}
