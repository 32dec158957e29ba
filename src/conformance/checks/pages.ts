import type { Json } from '../../kernel/canonical-json.ts'
import { canonicalJson } from '../../kernel/canonical-json.ts'
import { type Check, expect } from '../check.ts'
import { columnOf, orderOf } from '../data.ts'
import { expectRefusal, foundBy, type Probe, skip } from '../probe.ts'
import { byExpression, everybody, sampleOf } from '../samples.ts'

const clause = 'Registry core API 1.0.0: search_criteria.pagination, Pagination'
const sortClause = 'Registry core API 1.0.0: search_criteria.sort'

const pagesLimit = 6

interface Walked {
  readonly size: number
  readonly pages: readonly { readonly records: readonly Json[]; readonly total: number | undefined }[]
  /** Whether the last page was reached. */
  readonly whole: boolean
}

/** The pages of the sample's search, small enough that there are several. */
const walk = (probe: Probe) =>
  probe.once('pages', async (): Promise<Walked> => {
    const sample = await sampleOf(probe)
    const held = sample.total ?? sample.records.length
    if (held < 2) return skip('there are fewer than two records')
    const size = held <= pagesLimit * 2 ? Math.max(1, Math.ceil(held / 3)) : 5
    const pages: Walked['pages'][number][] = []
    for (let number = 1; number <= pagesLimit; number++) {
      const criteria = byExpression(probe, everybody(sample.attribute), { page: { size, number } })
      const { records, total } = foundBy(await probe.search(criteria))
      pages.push({ records, total })
      if (records.length < size || (total !== undefined && number * size >= total)) return { size, pages, whole: true }
    }
    return { size, pages, whole: false }
  })

const page = (probe: Probe, pagination: { size: number; number: number }) =>
  sampleOf(probe).then(({ attribute }) => byExpression(probe, everybody(attribute), { page: pagination }))

const refusedPage = (id: string, title: string, pagination: { size: number; number: number }): Check => ({
  id,
  title,
  clause: `${clause}: pages and their sizes count from 1`,
  level: 'must',
  async run(probe) {
    const { message } = probe.searchMessage(await page(probe, pagination))
    expectRefusal(await probe.send('syncSearch', message), `page ${pagination.number} of ${pagination.size} records`)
  },
})

const sortedCheck = (order: 'asc' | 'desc'): Check => ({
  id: `pages.sort-${order === 'asc' ? 'ascending' : 'descending'}`,
  title: `Records come in the ${order === 'asc' ? 'ascending' : 'descending'} order that was asked for`,
  clause: `${sortClause}, sort_order ${order}`,
  level: 'must',
  async run(probe) {
    const { attribute, values } = await sampleOf(probe)
    if (values.length < 2) return skip('the records of the sample do not show two values to sort')
    const sort = [{ attribute: attribute.name, order }]
    const criteria = byExpression(probe, everybody(attribute), { sort, page: { size: 20, number: 1 } })
    const column = columnOf(foundBy(await probe.search(criteria)).records, attribute.name)
    const sign = order === 'asc' ? 1 : -1
    column.forEach((value, i) => {
      const next = column[i + 1]
      expect(next === undefined || sign * orderOf(value, next) <= 0, `record ${i + 2} comes before record ${i + 1}`)
    })
  },
})

export const pageChecks: readonly Check[] = [
  {
    id: 'pages.size-is-kept',
    title: 'A page has no more records than its page_size',
    clause,
    level: 'must',
    async run(probe) {
      const { size, pages } = await walk(probe)
      for (const { records } of pages) expect(records.length <= size, `${records.length} records on a page of ${size}`)
    },
  },
  {
    id: 'pages.position-is-told',
    title: 'The answer tells page_size, page_number and total_count',
    clause: `${clause} in search_response[]`,
    level: 'must',
    async run(probe) {
      const { page: told, total } = foundBy(await probe.search(await page(probe, { size: 2, number: 1 })))
      expect(told !== undefined && total !== undefined, 'pagination is missing or not made of whole numbers')
      expect(told.size === 2 && told.number === 1, 'pagination tells another page than was asked for')
    },
  },
  {
    id: 'pages.differ',
    title: 'No record is on two pages',
    clause,
    level: 'must',
    async run(probe) {
      const { pages } = await walk(probe)
      if (pages.length < 2) skip('there is one page only')
      const records = pages.flatMap((one) => one.records.map((record) => canonicalJson(record)))
      const twice = records.length - new Set(records).size
      expect(twice === 0, `${twice} record(s) are on more than one page`)
    },
  },
  {
    id: 'pages.total-is-the-same-on-each',
    title: 'total_count is the same on every page',
    clause: `${clause}.total_count`,
    level: 'must',
    async run(probe) {
      const totals = new Set((await walk(probe)).pages.map(({ total }) => total))
      expect(totals.size === 1, `total_count is ${[...totals].join(', then ')}`)
    },
  },
  {
    id: 'pages.total-is-true',
    title: 'total_count is the number of records on all pages',
    clause: `${clause}.total_count`,
    level: 'must',
    async run(probe) {
      const { pages, whole, size } = await walk(probe)
      const [first] = pages
      const counted = pages.reduce((sum, { records }) => sum + records.length, 0)
      const total = first?.total ?? skip('total_count is not told')
      if (whole) expect(counted === total, `total_count is ${total}, the pages have ${counted}`)
      else expect(counted === size * pages.length, `total_count is ${total}, yet a page before the last is not full`)
    },
  },
  {
    id: 'pages.beyond-the-last-is-empty',
    title: 'A page after the last is empty, or refused',
    clause,
    level: 'must',
    async run(probe) {
      const { pages, size } = await walk(probe)
      const total = pages[0]?.total ?? skip('total_count is not told')
      const beyond = Math.ceil(total / size) + 3
      const { found } = await probe.search(await page(probe, { size, number: beyond }))
      if (found.ok) expect(found.value.records.length === 0, 'a page after the last has records')
      else expect(found.problem.kind === 'rejected', 'neither empty nor refused')
    },
  },
  refusedPage('pages.size-0-is-refused', 'A page of no records is refused', { size: 0, number: 1 }),
  refusedPage('pages.negative-size-is-refused', 'A page of a negative size is refused', { size: -1, number: 1 }),
  refusedPage('pages.page-0-is-refused', 'The page before the first is refused', { size: 5, number: 0 }),
  sortedCheck('asc'),
  sortedCheck('desc'),
  {
    id: 'pages.sort-by-unknown-attribute-is-refused',
    title: 'Sorting by an attribute that does not exist is refused',
    clause: `${sortClause}; rjct.sort.invalid`,
    level: 'must',
    async run(probe) {
      const { attribute } = await sampleOf(probe)
      const sort = [{ attribute: 'no_such_attribute', order: 'asc' as const }]
      const { message } = probe.searchMessage(byExpression(probe, everybody(attribute), { sort }))
      expectRefusal(await probe.send('syncSearch', message), 'an unknown attribute to sort by')
    },
  },
]
