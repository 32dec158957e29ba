import assert from 'node:assert/strict'
import test from 'node:test'
import { Check } from 'typebox/value'
import { optionsFor } from '../../test/support/conformance.ts'
import { languages } from '../kernel/language.ts'
import { reportPage } from './report-page.ts'
import { conforms, reportOf } from './run.ts'
import { type CheckResult, ConformanceReport } from './schema.ts'

const check = (more: Partial<CheckResult> = {}): CheckResult => ({
  id: 'search.something',
  group: 'search',
  title: 'Something is so',
  clause: 'a clause',
  level: 'must',
  result: 'passed',
  durationMs: 1,
  ...more,
})

test('a report is of its schema, counts its checks, and a failed must decides', async (t) => {
  const options = await optionsFor(t, 'sr')
  const ran = { options, at: new Date('2026-11-25T08:00:00Z'), durationMs: 12.5, tool: 'kiungo 0.1.0' }
  const checks = [check(), check({ result: 'failed', level: 'should' }), check({ result: 'skipped' })]
  const report = reportOf({ ...ran, checks })
  assert.ok(Check(ConformanceReport, report))
  assert.deepEqual([report.passed, report.failed, report.skipped, report.conforms], [1, 1, 1, true])
  assert.equal(conforms([check(), check({ result: 'failed' })]), false)
  assert.equal(conforms([check({ result: 'skipped' })]), false, 'nothing was found out')
})

test('the page needs nothing else, is in the reader’s language, and takes a server’s words for text', async (t) => {
  const options = await optionsFor(t, 'dr')
  const detail = '<script>alert(1)</script><img src=x onerror=alert(2)> & "quotes"'
  const ran = { options, at: new Date(), durationMs: 1, tool: 'kiungo', checks: [check({ result: 'failed', detail })] }
  const pages = languages.map((language) => reportPage(reportOf(ran), language))
  for (const page of pages) {
    assert.doesNotMatch(page, /<script|<img|<link|<[^>]+ (?:src|href)=|url\(/)
    assert.ok(page.includes('&#60;script&#62;'))
    assert.match(page, /^<!doctype html>\n<html lang="(en|sw|fr)">/)
  }
  assert.equal(new Set(pages.map((page) => /<h1>(.*)<\/h1>/.exec(page)?.[1])).size, 3)
})
