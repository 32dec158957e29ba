import assert from 'node:assert/strict'
import { it } from 'node:test'
import { parse } from 'csv-parse/sync'
import type { ExchangeSummary } from '../../../../src/exchange/schema.ts'
import { toCsv } from './export.ts'

const exchange: ExchangeSummary = {
  id: 'ex-1',
  at: '2026-11-23T08:00:00Z',
  protocol: 'question',
  consumer: 'dss',
  provider: 'crs',
  system: 'crvs',
  service: 'crvs.death',
  purpose: 'life-status-check',
  status: 'answered',
  records: 1,
  durationMs: 12.5,
  askedBy: { kind: 'person', id: 'officer' },
}

it('exports one line an exchange that a spreadsheet reads back, and runs nothing', () => {
  const caseRef = '=HYPERLINK("http://elsewhere.example","click, me")'
  const [row, ...rest] = parse(toCsv([{ ...exchange, caseRef }]), { columns: true }) as Record<string, string>[]
  assert.equal(rest.length, 0)
  assert.equal(row?.case_ref, `'${caseRef}`)
  assert.equal(row?.duration_ms, '12.5')
  assert.equal(row?.agreement, '')
})
