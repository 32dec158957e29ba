import { join } from 'node:path'
import { isNin } from '../nin.ts'
import { type Agency, type Answer, type Call, json } from '../serve.ts'
import { column, Table } from '../table.ts'
import { tokenBucket } from '../token-bucket.ts'

const clientId = 'kiungo'
const clientSecret = 'revenue-demo-secret'
const requestsPerSecond = 20
const taxYear = 2025
const questions: readonly string[] = ['ABOVE_INCOME_BAND', 'OWNS_VEHICLE', 'REGISTERED_EMPLOYER']

export function revenueAuthority(folder: string): Agency {
  const taxpayers = new Table(join(folder, 'revenue/taxpayers.ndjson'), { nin: column(0) })
  const allow = tokenBucket(requestsPerSecond)
  return {
    name: 'revenue',
    maxBodyBytes: 1024,
    handle: (call, now) => handle(taxpayers, call, () => allow(now)),
    tooLarge: () => refuse(413, 4130, 'body is larger than 1024 bytes'),
    spoils: {
      wrongType: [[/"answer":"\w+"/g, '"answer":true']],
      unknownCode: [[/"answer":"\w+"/g, '"answer":"MAYBE"']],
    },
  }
}

const refuse = (status: number, error: number, text: string, headers: Readonly<Record<string, string>> = {}): Answer =>
  json(status, { error, text }, headers)

function handle(taxpayers: Table, call: Call, allow: () => boolean): Answer {
  if (call.path !== '/means/check' || call.method !== 'POST') return refuse(404, 4040, 'no such resource')
  if (call.header('client-id') !== clientId || call.header('client-secret') !== clientSecret) {
    return refuse(401, 4010, 'unknown client')
  }
  if (!allow()) return refuse(429, 4290, 'too many requests', { 'retry-after': '1' })
  const question = readQuestion(call.body)
  if (question === null) return refuse(400, 4001, 'send taxpayerNin and question as a JSON object of texts')
  if (!isNin(question.taxpayerNin)) return refuse(400, 4002, 'taxpayerNin is malformed')
  const at = questions.indexOf(question.question)
  if (at < 0) return refuse(400, 4003, 'unknown question')
  const row = taxpayers.first('nin', question.taxpayerNin)
  const answer = row === null ? 'UNKNOWN' : row[at + 1] === true ? 'Y' : 'N'
  return json(200, { answer, question: question.question, taxYear })
}

function readQuestion(body: string): { taxpayerNin: string; question: string } | null {
  try {
    const { taxpayerNin, question } = JSON.parse(body) as { taxpayerNin?: unknown; question?: unknown }
    return typeof taxpayerNin === 'string' && typeof question === 'string' ? { taxpayerNin, question } : null
  } catch {
    return null
  }
}
