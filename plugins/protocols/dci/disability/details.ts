import type { Json } from '../../../../src/kernel/canonical-json.ts'
import { ok } from '../../../../src/kernel/result.ts'
import { wireInstant } from '../../../../src/standards/dci/instants.ts'
import { registries } from '../../../../src/standards/dci/registries.ts'
import { itemOf } from '../door/entries.ts'
import { isTree } from '../door/json.ts'
import type { Action } from '../door/operation.ts'
import { dciRecords } from '../search/records.ts'
import { askOne, type Criterion, oneEntry, readCriterion, referenceOf } from '../search/standing.ts'
import { targets } from '../search/targets.ts'

/** One member of a disabled person's record, in the shape that its operation has for it. */
const partOf = (name: string, part: string, shape: (list: Json) => Json): Action<Criterion> => ({
  name,
  words: ['search', 'get_disability_info'],
  answer: 'on-search',
  read(message) {
    const criterion = readCriterion(message, 'disabled_criteria', targets.disabled)
    return criterion.ok ? ok({ count: 1, referenceIds: [], value: criterion.value }) : criterion
  },
  async work(criterion, asked, house) {
    const answer = await askOne(criterion, targets.disabled, { asked, house })
    if (!answer.ok) return answer
    const reader = { registry: asked.registry, edition: asked.partner.specVersion }
    const records = dciRecords([{ target: targets.disabled, answer: answer.value }], reader, house)
    const parts = records.flatMap((record) => {
      const list = isTree(record) ? (record as { readonly [name: string]: Json })[part] : undefined
      return list === undefined ? [] : [shape(list)]
    })
    const data = {
      version: '1.0.0',
      reg_type: registries.dr.type,
      reg_record_type: targets.disabled.type,
      reg_records: parts,
    }
    const page = answer.value.page
    const pagination = { page_size: page.size, page_number: page.number, total_count: parts.length }
    const entry = { ...itemOf(referenceOf(asked), wireInstant(house.now()), { status: 'succ' }), data, pagination }
    return ok(oneEntry('search_response', entry, { asked, answer: answer.value }))
  },
})

/** DR `sync/get-disability-details`: records that hold nothing but `disability_details`. */
export const disabilityDetails = partOf('disability-details', 'disability_details', (list) => ({
  disability_details: list,
}))

/** DR `sync/get-disability-support`: each record is itself a list (the text has an array of arrays). */
export const disabilitySupport = partOf('disability-support', 'disability_support', (list) =>
  Array.isArray(list) ? list : [list],
)
