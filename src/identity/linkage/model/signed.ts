import { digestOf } from '../../../kernel/digest.ts'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import { comparedTexts, usedColumns } from './columns.ts'
import type { LinkageModel } from './schema.ts'

/** SHA-256 of the whole model, trained numbers included: names a version of it in results, reviews and the ledger. */
export const modelDigest = (model: LinkageModel): string => digestOf(model)

/** SHA-256 of what decides the encoded columns: prepared data can be used again while it stays the same. */
export const preparationDigest = (model: LinkageModel): string =>
  digestOf({
    fields: model.fields,
    columns: usedColumns(model).map(({ name, domain = '' }) => [name, domain]),
    texts: comparedTexts(model).map(({ name }) => name),
  })

/** SHA-256 of what decides which pairs have which levels; thresholds and trained numbers are not part of it. */
export const structureDigest = ({ fields, comparisons, blocking }: LinkageModel): string =>
  digestOf({ fields, comparisons, blocking })

/** A model as it is kept and published: the document, its digest, and who answered for it. */
export interface SignedModel {
  readonly model: LinkageModel
  readonly digest: string
  readonly signatures: readonly ModelSignature[]
}

export interface ModelSignature {
  readonly account: string
  /** ISO day. */
  readonly day: string
  /** Digest of the document that was seen. */
  readonly digest: string
}

export const signModel = (model: LinkageModel, account: string, day: string): SignedModel => {
  const digest = modelDigest(model)
  return { model, digest, signatures: [{ account, day, digest }] }
}

/** The model, if it is still the one that was signed. */
export function signedModel({ model, digest, signatures }: SignedModel): Result<LinkageModel> {
  const intact = modelDigest(model) === digest && signatures.every((signature) => signature.digest === digest)
  if (intact && signatures.length > 0) return ok(model)
  return fail({
    code: 'identity.model-not-signed',
    status: 409,
    message: intact ? 'Nobody has signed this linkage model' : 'The linkage model is not the one that was signed',
    fix: 'Have the model as it is now signed by someone who may',
  })
}
