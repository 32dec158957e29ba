import type { ReasonCode } from '../messages.ts'
import type { Agreement, Reason } from '../schema.ts'
import type { AgreementSignature } from './schema.ts'

/** What is missing until both parties have signed by the signatory that the document names, within the mandate. */
export function signatureFault(agreement: Agreement, signatures: readonly AgreementSignature[]): Reason | undefined {
  const { id, provider, consumer, parties = [] } = agreement
  for (const member of [provider, consumer]) {
    const signatory = parties.find((party) => party.member === member)?.signatory
    if (signatory === undefined) return reason('agreements.signatory-not-named', { agreement: id, member })
    const signed = signatures.find((one) => one.member === member && one.account === signatory.account)
    if (signed === undefined) return reason('agreements.signature-missing', { agreement: id, member })
    const { mandateUntil } = signatory
    if (mandateUntil !== undefined && signed.day > mandateUntil) {
      return reason('agreements.mandate-expired', { agreement: id, member, mandateUntil, signedOn: signed.day })
    }
  }
  return undefined
}

const reason = (code: ReasonCode, params: Reason['params']): Reason => ({ code, params })
