import assert from 'node:assert/strict'
import test from 'node:test'
import Type from 'typebox'
import { openApiText } from './document.ts'
import { route } from './route.ts'

test('the document is the same every time and calls no handler', async () => {
  const routes = [
    route({
      method: 'GET',
      url: '/v1/members/:id',
      access: { permission: 'member.read' },
      schema: {
        summary: 'One member',
        tags: ['federation'],
        params: Type.Object({ id: Type.String() }, { additionalProperties: false }),
        response: { 200: Type.Object({ id: Type.String() }) },
      },
      handler: () => assert.fail('called'),
    }),
  ]
  const text = await openApiText([{ name: 'test', routes }], '1.2.3')
  assert.equal(text, await openApiText([{ name: 'test', routes }], '1.2.3'))
  const document = JSON.parse(text)
  assert.equal(document.info.version, '1.2.3')
  assert.equal(document.paths['/v1/members/{id}'].get.parameters[0].name, 'id')
})
