import { join } from 'node:path'
import { isNin } from '../nin.ts'
import type { Agency, Answer, Call } from '../serve.ts'
import { childText, type Element, type Prefix, readEnvelope, soapAnswer, soapFault, tag, xml } from '../soap.ts'
import { column, type Row, Table } from '../table.ts'
import { pensionWsdl } from './wsdl.ts'

const path = '/cctp/PensionerService'
const prefix: Prefix = { name: 'p', namespace: 'http://cctp.go.tm.example/pensioner' }
const credentials = `Basic ${Buffer.from('kiungo:pension-demo-password').toString('base64')}`

export function pensionSystem(folder: string): Agency {
  const pensioners = new Table(join(folder, 'pension/pensioners.ndjson'), { pno: column(0), nin: column(1) })
  return {
    name: 'pension',
    maxBodyBytes: 8192,
    handle: (call) => handle(pensioners, call),
    tooLarge: () => fault('CCTP-SIZE request larger than 8192 bytes'),
    spoils: {
      wrongType: [
        [/(<p:DOB>)[^<]*/g, '$1NOT-A-DATE'],
        [/(<p:AMT>)[^<]*/g, '$1MANY'],
      ],
      unknownCode: [
        [/(<p:STAT>)[^<]*/g, '$177'],
        [/(<p:SEX>)[^<]*/g, '$1X'],
      ],
    },
  }
}

const fault = (text: string): Answer => soapFault(prefix, { code: 'Client', text, detail: '' })

function handle(pensioners: Table, call: Call): Answer {
  if (call.path !== path) return xml(404, '')
  if (call.method === 'GET' && call.query.has('wsdl')) {
    return xml(200, pensionWsdl(`http://${call.header('host') ?? 'localhost'}${path}`))
  }
  if (call.method !== 'POST') return xml(405, '')
  if (call.header('authorization') !== credentials) {
    return { ...xml(401, ''), headers: { 'www-authenticate': 'Basic realm="CCTP"' } }
  }
  const envelope = readEnvelope(call.body)
  if (envelope.kind !== 'request')
    return fault(`${envelope.kind === 'dtd' ? 'CCTP-DTD' : 'CCTP-XML'} ${envelope.reason}`)
  const { request } = envelope
  if (request.name !== 'QueryPensioner' || request.namespace !== prefix.namespace) {
    return fault('CCTP-OP unknown operation')
  }
  return query(pensioners, request)
}

function query(pensioners: Table, request: Element): Answer {
  const keyType = childText(request, 'KEYTYPE')
  const key = childText(request, 'KEY') ?? ''
  const byNin = keyType === 'NIN' && isNin(key)
  const byNumber = keyType === 'PNO' && /^P\d{7}$/.test(key)
  if (!byNin && !byNumber) return answer('12', 'KEY MALFORMED', null)
  const row = pensioners.first(byNin ? 'nin' : 'pno', key)
  return row === null ? answer('04', 'NOT ON ROSTER', null) : answer('00', 'OK', row)
}

const answer = (code: string, message: string, row: Row | null): Answer =>
  soapAnswer(
    prefix,
    200,
    `<p:QueryPensionerResponse>${tag('p:RC', code)}${tag('p:MSG', message)}${row === null ? '' : pensionerXml(row)}</p:QueryPensionerResponse>`,
  )

function pensionerXml(row: Row): string {
  const [pno, nin, name, sex, born, status, statusDay, enrolled, amount, kata, phone, care, payments] = row
  const carer = care as readonly [string, string | null] | null
  return [
    '<p:PENSIONER>',
    tag('p:PNO', pno),
    tag('p:NIN', nin),
    tag('p:NAME', name),
    tag('p:SEX', sex),
    tag('p:DOB', born),
    tag('p:STAT', status),
    tag('p:STATDT', statusDay),
    tag('p:ENRDT', enrolled),
    tag('p:AMT', amount),
    tag('p:KATA', kata),
    tag('p:SIMU', phone),
    carer === null ? '' : `<p:CARE>${tag('p:NAME', carer[0])}${tag('p:NIN', carer[1])}</p:CARE>`,
    `<p:PAYS>${(payments as Row[]).map(paymentXml).join('')}</p:PAYS>`,
    '</p:PENSIONER>',
  ].join('')
}

const paymentXml = ([cycle, day, amount, status, provider]: Row): string =>
  `<p:PAY>${tag('p:CYC', cycle)}${tag('p:DT', day)}${tag('p:AMT', amount)}${tag('p:ST', status)}${tag('p:PSP', provider)}</p:PAY>`
