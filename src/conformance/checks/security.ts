import { generateSigningKey, signEd25519 } from '../../kernel/signature.ts'
import type { MessageSigner } from '../../standards/dci/signature/sign.ts'
import { type Check, expect } from '../check.ts'
import { identifiersOf } from '../data.ts'
import { expectRefusal, type Probe, skip } from '../probe.ts'
import { byIdentifier, knownOf, sampleOf, unknownOf } from '../samples.ts'

const signatureClause = 'Registry core API 1.0.0: signature of {header}+{message}; err.signature.invalid'

const clearMessage = async (probe: Probe) => {
  const { message } = probe.searchMessage(byIdentifier(probe, await unknownOf(probe)))
  return probe.consumer.compose('syncSearch', message)
}

const signed = ({ consumer }: Probe): void => {
  if (consumer.options.seal.signer === undefined) skip('our messages are not signed: give a key that the server knows')
}

function strangersKey(): MessageSigner {
  const { kid, privateKey } = generateSigningKey()
  return { kid, algorithm: 'EdDSA', sign: (data) => signEd25519(privateKey, data) }
}

const weekMs = 7 * 24 * 3_600_000

/** What a program says of itself when it fails: places in source files, names of exceptions, messages of databases. */
const traces =
  /\bat [\w.<>$ ]+ ?\([^)\s]+:\d+(:\d+)?\)|\bat (file|node):|Traceback \(most recent|\.(java|py|cs|php|rb|go|ts|js):\d+|Exception in thread|java\.lang\.|SQLSTATE|ORA-\d{4,5}|syntax error at or near|psycopg2|org\.hibernate/

export const securityChecks: readonly Check[] = [
  {
    id: 'security.connection-is-encrypted',
    title: 'The server is reached by HTTPS',
    clause: 'Registry core API 1.0.0: servers (https)',
    level: 'should',
    async run({ consumer }) {
      expect(consumer.origin.startsWith('https:'), 'the base address is not https')
    },
  },
  ...(['none', 'wrong'] as const).map(
    (token): Check => ({
      id: token === 'none' ? 'security.no-token-is-refused' : 'security.wrong-token-is-refused',
      title:
        token === 'none'
          ? 'A call without an access token is refused with 401'
          : 'A call with an access token of nobody is refused with 401',
      clause: 'Registry core API 1.0.0: security bearer, 401',
      level: 'must',
      async run(probe) {
        if (probe.consumer.options.credentials.kind === 'none') skip('the server is called without a token')
        // Not signed: a server may take a valid signature for want of a token.
        const body = JSON.stringify(await probe.consumer.seal(await clearMessage(probe), { profile: 'none' }))
        const exchange = await probe.post('syncSearch', body, { token })
        expect(exchange.reply.status === 401 || exchange.reply.status === 403, `HTTP ${exchange.reply.status}`)
      },
    }),
  ),
  {
    id: 'security.tampered-message-is-refused',
    title: 'A message that was changed after it was signed is refused',
    clause: signatureClause,
    level: 'must',
    async run(probe) {
      signed(probe)
      const sealed = await probe.consumer.seal(await clearMessage(probe))
      const { message } = await clearMessage(probe)
      expectRefusal(await probe.post('syncSearch', JSON.stringify({ ...sealed, message })), 'a changed message')
    },
  },
  {
    id: 'security.strangers-signature-is-refused',
    title: 'A message that a stranger’s key signed is refused',
    clause: signatureClause,
    level: 'must',
    async run(probe) {
      signed(probe)
      const sealed = await probe.consumer.seal(await clearMessage(probe), {
        profile: 'dci-httpsig',
        signer: strangersKey(),
      })
      expectRefusal(await probe.post('syncSearch', JSON.stringify(sealed)), 'a stranger’s signature')
    },
  },
  {
    id: 'security.stale-signature-is-refused',
    title: 'A signature that ended a week ago is refused',
    clause: `${signatureClause}, created and expires`,
    level: 'must',
    async run(probe) {
      signed(probe)
      const sealed = await probe.consumer.seal(await clearMessage(probe), {}, new Date(Date.now() - weekMs))
      expectRefusal(await probe.post('syncSearch', JSON.stringify(sealed)), 'a stale signature')
    },
  },
  {
    id: 'security.malformed-signature-is-refused',
    title: 'A text that is no signature is refused',
    clause: signatureClause,
    level: 'must',
    async run(probe) {
      signed(probe)
      const body = {
        ...(await probe.consumer.seal(await clearMessage(probe))),
        signature: 'Signature: namespace="dci", x="y"',
      }
      expectRefusal(await probe.post('syncSearch', JSON.stringify(body)), 'a text that is no signature')
    },
  },
  {
    id: 'security.no-traces-in-errors',
    title: 'No refusal shows the inside of the program',
    clause: 'Registry core API 1.0.0: Error.message is for the caller',
    level: 'must',
    async run({ refusals }) {
      if (refusals.length === 0) skip('nothing was refused in this run')
      const telling = refusals.filter((text) => traces.test(text)).length
      expect(telling === 0, `${telling} of ${refusals.length} refusals show where in the program they happened`)
    },
  },
  {
    id: 'security.no-personal-data-in-errors',
    title: 'No refusal repeats values that were asked for',
    clause: 'Registry core API 1.0.0: Error.message, status_reason_message hold no personal data',
    level: 'must',
    async run(probe) {
      const known = await knownOf(probe)
      const { records } = await sampleOf(probe).catch(() => ({ records: [] }))
      const { message } = probe.searchMessage({
        ...byIdentifier(probe, known),
        sort: [{ attribute_name: 'no_such_attribute', sort_order: 'asc' }],
        query_type: 'telepathy',
      })
      await probe.send('syncSearch', message)
      const values = [known.value, ...records.flatMap((record) => identifiersOf(record).map(({ value }) => value))]
      const telling = probe.refusals.filter((text) =>
        values.some((value) => text.includes(`${value}`) && value.length > 4),
      ).length
      expect(telling === 0, `${telling} refusals repeat an identifier`)
    },
  },
]
