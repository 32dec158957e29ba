import type { Json } from '../../kernel/canonical-json.ts'

/** Names that a policy of ours uses, each the local name of its IRI. */
const ofOdrl = [
  ...['Agreement', 'Asset', 'AssetCollection', 'Party', 'PartyCollection'],
  ...['use', 'distribute', 'delete', 'anonymize', 'perm', 'prohibit', 'invalid'],
  ...['purpose', 'dateTime', 'count', 'elapsedTime', 'recipient'],
  ...['eq', 'neq', 'lt', 'lteq', 'gt', 'gteq', 'isA', 'hasPart', 'isPartOf', 'isAllOf', 'isAnyOf', 'isNoneOf'],
]
const ofDpv = ['hasLegalBasis', 'hasPurpose', 'hasPersonalData', 'hasRecipient', 'hasDataExporter']
const ofDpvToo = ['hasStorageCondition', 'hasTechnicalOrganisationalMeasure', 'hasImpactAssessment', 'hasThirdCountry']
const named = ['action', 'leftOperand', 'operator', 'conflict', 'includedIn']
const linked = ['target', 'assigner', 'assignee', 'profile', 'partOf', 'source', 'unit']
const several = ['permission', 'prohibition', 'obligation', 'duty', 'constraint', 'refinement', 'rightOperand']

const each = (names: readonly string[], make: (name: string) => Json): Record<string, Json> =>
  Object.fromEntries(names.map((name) => [name, make(name)]))

/** Stands in the document itself, so that nobody has to fetch anything to read it. */
export const context: Json = {
  '@version': 1.1,
  odrl: 'http://www.w3.org/ns/odrl/2/',
  dpv: 'https://w3id.org/dpv#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  dcterms: 'http://purl.org/dc/terms/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  kiungo: 'urn:kiungo:odrl:',
  uid: '@id',
  type: '@type',
  ...each(ofOdrl, (name) => `odrl:${name}`),
  ...each(named, (name) => ({ '@id': `odrl:${name}`, '@type': '@vocab' })),
  ...each(linked, (name) => ({ '@id': `odrl:${name}`, '@type': '@id' })),
  ...each(several, (name) => `odrl:${name}`),
  or: { '@id': 'odrl:or', '@container': '@list' },
  ...each([...ofDpv, ...ofDpvToo], (name) => ({ '@id': `dpv:${name}`, '@type': '@id' })),
  dataset: 'kiungo:dataset',
  services: { '@id': 'kiungo:services', '@container': '@list' },
  fields: { '@id': 'kiungo:fields', '@container': '@list' },
  element: { '@id': 'kiungo:element', '@type': '@id' },
  terms: { '@id': 'kiungo:terms', '@type': '@json' },
}
