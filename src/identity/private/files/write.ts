import { createHash, createHmac } from 'node:crypto'
import { closeSync, openSync, renameSync, writeSync } from 'node:fs'
import type { SigningKey } from '../../../kernel/signature.ts'
import { signDetached } from '../../../standards/detached-jws.ts'
import type { Encoding } from '../encoding/encoder.ts'
import type { CheckedProject } from '../project.ts'
import type { EncodingHeader } from '../schema.ts'

export const encodingFormat = 'kiungo-private-encodings/1'

/** Whom an encoding is of, for its owner alone: the same record has the same id in every file of the project. */
export const opaqueId = (key: Uint8Array, project: string, id: string): string =>
  createHmac('sha256', key).update(`${project} ${id}`).digest('hex').slice(0, 32)

/** What a trailer's signature is over. */
export const signedPart = (digest: string) => ({ format: encodingFormat, digest })

const flushBytes = 1 << 20

/**
 * Writes lines as they come and their digest with them; the file has its name only when it is whole. Only its owner may
 * read it.
 */
export function openLines(file: string) {
  const draft = `${file}.part`
  const handle = openSync(draft, 'w', 0o600)
  const seen = createHash('sha256')
  let waiting = ''
  const flush = (): void => {
    seen.update(waiting)
    writeSync(handle, waiting)
    waiting = ''
  }
  return {
    line(value: unknown): void {
      waiting += `${JSON.stringify(value)}\n`
      if (waiting.length > flushBytes) flush()
    },
    /** Digest of all lines so far. */
    digest(): string {
      flush()
      return seen.copy().digest('hex')
    },
    close(): void {
      flush()
      closeSync(handle)
      renameSync(draft, file)
    },
  }
}

/** Writes the encodings in the order of their opaque ids, so that the order of the source is gone. */
export function writeEncodings(
  file: string,
  encodings: readonly (Encoding & { readonly id: string })[],
  of: { readonly checked: CheckedProject; readonly party: string; readonly key: SigningKey; readonly check: string },
): void {
  const lines = openLines(file)
  const header: EncodingHeader = {
    format: encodingFormat,
    ...{ project: of.checked.digest, party: of.party, count: encodings.length, check: of.check },
  }
  lines.line(header)
  for (const { id, bits, blocks } of encodings.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const base = { id, bits: Buffer.from(bits).toString('base64url') }
    lines.line(blocks.length === 0 ? base : { ...base, blocks })
  }
  const digest = lines.digest()
  lines.line({ digest, signature: signDetached(signedPart(digest), of.key) })
  lines.close()
}
