import { canonicalJson } from '../../../kernel/canonical-json.ts'
import { sha256Hex } from '../../../kernel/digest.ts'
import { newId } from '../../../kernel/ids.ts'
import type { ConsentReceipt } from '../schema.ts'
import type { Revision } from './schema.ts'

interface Sealed {
  readonly schemaName: 'Policy' | 'DataAgreement'
  readonly object: { readonly id: string }
  readonly at: Date
  readonly by: string
  /** The revision before, of the same object. */
  readonly predecessor: Revision | undefined
}

/**
 * One more revision of an object. SHA-256 where the text says SHA-1; and the snapshot holds the predecessor's hash, which the
 * text leaves outside: only so does a hash vouch for all that was before.
 */
export function revisionOf({ schemaName, object, at, by, predecessor }: Sealed): Revision {
  const told = {
    ...{ schemaName, objectId: object.id, signedWithoutObjectId: false },
    ...{ timestamp: at.toISOString(), authorizedByOther: by },
    ...(predecessor && { predecessorHash: predecessor.serializedHash }),
  }
  const serializedSnapshot = canonicalJson({ ...told, objectData: object })
  return { id: newId('rev', at.getTime()), ...told, serializedSnapshot, serializedHash: sha256Hex(serializedSnapshot) }
}

/** The object as it was at a revision. */
export const objectOf = <T>({ serializedSnapshot }: Revision): T => JSON.parse(serializedSnapshot).objectData

/**
 * A revision of a consent is one already: chained and signed under TS 27560. It is told in GovStack's words, and not made a
 * second time; its snapshot is the record itself.
 */
export function revisionOfConsent(
  objectId: string,
  { record, hash }: ConsentReceipt,
  predecessor: ConsentReceipt | undefined,
): Revision {
  return {
    id: `${record.id}.${record.revision}`,
    ...{ schemaName: 'ConsentRecord', objectId, signedWithoutObjectId: true },
    ...{ serializedSnapshot: canonicalJson(record), serializedHash: hash },
    ...{ timestamp: record.recordedAt, authorizedByOther: record.recordedBy.account },
    ...(predecessor && { predecessorHash: predecessor.hash, predecessorSignature: predecessor.signature }),
  }
}
