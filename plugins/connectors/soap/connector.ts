import type { Connector, ConnectorContext, OpenConnector } from '../../../src/exchange/plugin.ts'
import { fail, ok } from '../../../src/kernel/result.ts'
import { openHttp } from '../http-call.ts'
import { readAnswer } from './answer.ts'
import { type Credential, envelope } from './envelope.ts'
import { type SoapCall, SoapSettings } from './settings.ts'

const defaultMaxBytes = 2_000_000

/** SOAP 1.1 over HTTP, document/literal. */
export const connector: Connector = { kind: 'soap', settings: SoapSettings, open }

function open(context: ConnectorContext): OpenConnector {
  const settings = context.operation as SoapSettings
  const { address } = context.system
  const base = new URL(address).pathname.replace(/\/$/, '')
  const http = openHttp(address, settings.maxBytes ?? defaultMaxBytes)
  const credential = credentialOf(settings, context.secret)
  const authorization =
    settings.security.kind === 'basic' && credential !== undefined
      ? { authorization: `Basic ${Buffer.from(`${credential.user}:${credential.password}`).toString('base64')}` }
      : {}
  const token = settings.security.kind === 'username-token' && credential !== undefined ? { token: credential } : {}
  return {
    async ask({ params, page }, signal) {
      const call = settings.calls.find((candidate) => fits(candidate, params))
      if (call === undefined) return fail({ kind: 'refused', detail: 'no call of the service has these parameters' })
      const answer = await http.call(
        {
          method: 'POST',
          path: base + settings.path,
          headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: `"${call.action}"`, ...authorization },
          body: envelope(settings, call, { params, ...token }),
        },
        signal,
      )
      if (!answer.ok) return answer
      const records = readAnswer(answer.value, call, settings)
      if (!records.ok) return records
      const from = page.size * (page.number - 1)
      return ok({
        records: records.value.slice(from, from + page.size),
        total: records.value.length,
        asOf: context.now().toISOString(),
      })
    },
    check: (signal) => http.check(base + (settings.checkPath ?? settings.path), signal),
    close: () => http.close(),
  }
}

/** Every parameter of the question must have a place in the request: less would ask for more people. */
const fits = (call: SoapCall, params: Readonly<Record<string, unknown>>): boolean =>
  Object.keys(params).length > 0 && Object.keys(params).every((name) => call.fields.includes(name))

function credentialOf({ security }: SoapSettings, secret: (name: string) => string): Credential | undefined {
  return security.kind === 'none' ? undefined : { user: security.user, password: secret(security.secret) }
}
