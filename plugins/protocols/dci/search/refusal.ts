import type { ExchangeAnswer } from '../../../../src/exchange/plugin.ts'
import { attributeNameOf } from '../query/attributes.ts'
import type { RecordKind } from '../query/names.ts'

/** Why a service gave nothing, for `status_reason_message`: no personal data, elements also in the asker's words. */
export function refusalText({ service, status, refusal }: ExchangeAnswer, record?: RecordKind): string {
  if (refusal === undefined) return `${service}: no answer.`
  const gate = refusal.gate === undefined ? '' : ` at ${refusal.gate}`
  const said = `${refusal.message} ${refusal.fix}`.replaceAll(elementId, (id) => {
    const name = record === undefined ? undefined : attributeNameOf(record, id)
    return name === undefined ? id : `${name} (${id})`
  })
  return `${service}: ${status}${gate} (${refusal.code}). ${said}`.trim()
}

const elementId = /\b[a-z]+(?:-[a-z]+)*(?:\.[a-z]+(?:-[a-z]+)*)+\b/g
