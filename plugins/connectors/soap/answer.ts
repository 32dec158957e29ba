import type { ProviderFailure } from '../../../src/exchange/plugin.ts'
import { fail, ok, type Result } from '../../../src/kernel/result.ts'
import { type HttpAnswer, nonsense } from '../http-call.ts'
import { failureOf, type Outcome, outcomeOf, pick } from '../outcomes.ts'
import type { SoapCall, SoapSettings } from './settings.ts'
import { parseXml, type XmlRoot } from './xml.ts'

const soapNamespace = 'http://schemas.xmlsoap.org/soap/envelope/'
const charsets = new Set(['utf-8', 'utf-16', 'utf-16le', 'iso-8859-1', 'windows-1252', 'us-ascii'])

/** The records of a SOAP answer, or what its Fault or return code means. */
export function readAnswer(
  answer: HttpAnswer,
  call: SoapCall,
  settings: SoapSettings,
): Result<readonly unknown[], ProviderFailure> {
  const parsed = parseEnvelope(answer)
  if (!parsed.ok) return answer.status >= 500 ? fail({ kind: 'unavailable', detail: `HTTP ${answer.status}` }) : parsed
  const body = pick(parsed.value.value, 'Body')
  const fault = pick(body, 'Fault')
  if (fault !== undefined) return readFault(fault, answer.status, settings.faults ?? [])
  if (answer.status >= 400) {
    return fail({ kind: answer.status >= 500 ? 'unavailable' : 'refused', detail: `HTTP ${answer.status}` })
  }
  const response = pick(body, call.response)
  if (response === undefined || parsed.value.namespaces.get(call.response) !== settings.namespace) {
    return fail(nonsense(`no ${call.response} of the service's namespace in the Body`))
  }
  const means = outcomeOf(call.outcomes ?? [], answer.status, response)
  if (means === 'no-record') return ok([])
  if (means !== undefined) return fail(failureOf(means, `the answer's return code means ${means}`))
  const records = pick(response, call.records)
  if (records === undefined) return fail(nonsense(`no ${call.records} in ${call.response}`))
  return ok(Array.isArray(records) ? records : [records])
}

function parseEnvelope(answer: HttpAnswer): Result<XmlRoot, ProviderFailure> {
  if (!['text/xml', 'application/xml', 'application/soap+xml'].includes(answer.contentType)) {
    return fail(nonsense(`HTTP ${answer.status} whose content type is not XML`))
  }
  if (!charsets.has(answer.charset)) return fail(nonsense('an unknown character set'))
  let text: string
  try {
    text = new TextDecoder(answer.charset, { fatal: true }).decode(answer.body)
  } catch {
    return fail(nonsense(`bytes that are not ${answer.charset}`))
  }
  const parsed = parseXml(text)
  if (!parsed.ok) return fail(nonsense(parsed.problem))
  if (parsed.value.name !== 'Envelope' || parsed.value.namespace !== soapNamespace) {
    return fail(nonsense('XML that is not a SOAP 1.1 envelope'))
  }
  return parsed
}

/** SOAP 1.1 §4.4: `Client` faults are ours, others the provider's. */
function readFault(
  fault: unknown,
  status: number,
  outcomes: readonly Outcome[],
): Result<readonly unknown[], ProviderFailure> {
  const means = outcomeOf(outcomes, status, fault)
  if (means === 'no-record') return ok([])
  if (means !== undefined) return fail(failureOf(means, 'a SOAP Fault'))
  const code = pick(fault, 'faultcode')
  return typeof code === 'string' && /(^|:)Client(\.|$)/.test(code)
    ? fail({ kind: 'refused', detail: 'a SOAP Fault of kind Client' })
    : fail({ kind: 'unavailable', detail: 'a SOAP Fault of kind Server' })
}
