import assert from 'node:assert/strict'
import test from 'node:test'
import { mustBeOk } from '../../kernel/result.ts'
import { isTrained } from '../linkage/compare/weights.ts'
import { checkModel } from '../linkage/model/check.ts'
import { registryModel } from './registry-model.ts'

test('the model that a registry starts from is sound and can be used without training, however many records there are', () => {
  for (const records of [0, 1, 2, 143_500]) assert.ok(isTrained(mustBeOk(checkModel(registryModel(records)))))
})
