import assert from 'node:assert/strict'
import { it } from 'node:test'
import { contentOf, emptyContent, mayBeNeedless, newRisk, openPlaces, typedOf, worst } from './content.ts'

const asked = ['large-scale', 'linked-sources']
const full = {
  ...emptyContent('nida-dss'),
  ...{
    description: ' what ',
    necessity: 'why',
    views: 'asked',
    triggers: { 'large-scale': true, 'linked-sources': false },
  },
  risks: [{ ...newRisk, risk: 'a wrong match', measures: ' a person decides \n\n appeal ' }],
}

it('says every place that is still open, and none when all is there', () => {
  assert.deepEqual(openPlaces(emptyContent(''), asked), [
    ...['agreement', 'description', 'necessity', 'views', 'triggers/large-scale', 'triggers/linked-sources', 'risks/0'],
  ])
  assert.deepEqual(openPlaces(full, asked), [])
})

it('what is typed and what is kept are the same in both directions', () => {
  const content = contentOf(full, asked)
  assert.deepEqual(content.risks[0]?.measures, ['a person decides', 'appeal'])
  assert.deepEqual(contentOf(typedOf('nida-dss', content), asked), content)
})

it('that none is needed is said only where nothing makes it necessary', () => {
  const needless = { ...full, notNeeded: 'one yes or no', risks: [] }
  assert.equal(contentOf(needless, asked).notNeeded, undefined)
  const triggers = { 'large-scale': false, 'linked-sources': false }
  assert.equal(mayBeNeedless({ ...needless, triggers: { 'large-scale': false } }, asked), false, 'one is unanswered')
  assert.equal(contentOf({ ...needless, triggers }, asked).notNeeded, 'one yes or no')
})

it('the worst of several levels is what remains', () => {
  assert.deepEqual([worst(['low', 'high', 'medium']), worst(['low', 'medium']), worst([])], ['high', 'medium', 'low'])
})
