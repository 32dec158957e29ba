import { isTree, member } from '../../standards/dci/sealed-message.ts'
import { type Check, expect } from '../check.ts'
import type { Probe } from '../probe.ts'
import { skip } from '../probe.ts'

const jwksClause = 'JWKS API 1.0.0: GET /.well-known/jwks.json, JWKSResponse'
const tokenClause = 'Authorization API 1.0.0: POST /oauth2/client/token (RFC 6749 §4.4)'

const keysOf = (probe: Probe) =>
  probe.once('jwks', async () => {
    const { keySet } = probe.consumer
    const answer = await probe.consumer.get(keySet.url)
    expect(answer.ok, `no answer: ${answer.ok ? '' : answer.problem.detail}`)
    const { reply, json } = answer.value
    expect(reply.status === 200, `HTTP ${reply.status}`)
    const keys = member(json, 'keys')
    expect(Array.isArray(keys), 'the answer has no list `keys`')
    return keys.filter(isTree)
  })

/** Members of RFC 7518 §6 that only the owner of a key has; `k` is a symmetric key. */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

export const discoveryChecks: readonly Check[] = [
  {
    id: 'discovery.key-set-is-published',
    title: 'The public keys are published as a key set',
    clause: jwksClause,
    level: 'must',
    async run(probe) {
      const keys = await keysOf(probe)
      expect(keys.length > 0, 'the key set is empty')
      for (const { kty, kid } of keys)
        expect(typeof kty === 'string' && typeof kid === 'string', 'a key has no kty or kid')
    },
  },
  {
    id: 'discovery.keys-say-what-they-are-for',
    title: 'Each key says what it is used for and with which algorithm',
    clause: `${jwksClause}: use, alg`,
    level: 'should',
    async run(probe) {
      for (const { use, alg } of await keysOf(probe)) {
        expect(use === 'sig' || use === 'enc', 'a key has no use sig or enc')
        expect(typeof alg === 'string', 'a key has no alg')
      }
    },
  },
  {
    id: 'discovery.key-set-holds-no-private-key',
    title: 'The key set holds no private key',
    clause: 'RFC 7517 §9.2, RFC 7518 §6',
    level: 'must',
    async run(probe) {
      for (const key of await keysOf(probe)) {
        const told = privateMembers.filter((name) => name in key)
        expect(told.length === 0, `a key has the private member ${told.join(', ')}`)
      }
    },
  },
  {
    id: 'discovery.token-is-issued',
    title: 'A client with its credentials gets an access token',
    clause: tokenClause,
    level: 'must',
    async run({ consumer }) {
      if (consumer.options.credentials.kind === 'none') skip('no credentials were given')
      if (consumer.options.credentials.kind === 'bearer') skip('a token was given')
      const token = await consumer.token()
      expect(token.ok, token.ok ? '' : token.problem.detail)
    },
  },
  {
    id: 'discovery.wrong-secret-gets-no-token',
    title: 'A client with a wrong secret gets no access token',
    clause: `${tokenClause}, §5.2`,
    level: 'must',
    async run({ consumer }) {
      const { credentials } = consumer.options
      if (credentials.kind !== 'secret') return skip('the client has no secret')
      const token = await consumer.token({ ...credentials, secret: `not-${credentials.secret}` })
      expect(!token.ok, 'a token was issued for a wrong secret')
    },
  },
  {
    id: 'discovery.locations-are-published',
    title: 'The hierarchy of places is published',
    clause: 'Locations API 1.0.0: GET /.well-known/locations.json',
    level: 'should',
    async run({ consumer }) {
      const answer = await consumer.get(`${consumer.origin}/.well-known/locations.json`)
      expect(
        answer.ok && answer.value.reply.status === 200,
        answer.ok ? `HTTP ${answer.value.reply.status}` : 'no answer',
      )
      expect(Array.isArray(member(answer.value.json, 'locations')), 'the answer has no list `locations`')
    },
  },
]
