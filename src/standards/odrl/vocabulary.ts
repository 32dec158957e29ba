/** Names of ODRL 2.2 (W3C Recommendation, 15 February 2018) and of the other vocabularies that a policy uses. */
const namesIn =
  (namespace: string) =>
  (name: string): string =>
    namespace + name

export const odrl = namesIn('http://www.w3.org/ns/odrl/2/')
export const rdf = namesIn('http://www.w3.org/1999/02/22-rdf-syntax-ns#')
export const skos = namesIn('http://www.w3.org/2004/02/skos/core#')
export const xsd = namesIn('http://www.w3.org/2001/XMLSchema#')
export const dcterms = namesIn('http://purl.org/dc/terms/')
export const rdfs = namesIn('http://www.w3.org/2000/01/rdf-schema#')
/** Our own words for what ODRL has no vocabulary for: the state of the world, and the report. */
export const world = namesIn('urn:kiungo:odrl:')

/** Left operands that the evaluator works out from the state; of all others the request must bring the value. */
export const timeOperands = {
  dateTime: odrl('dateTime'),
  elapsedTime: odrl('elapsedTime'),
  delayPeriod: odrl('delayPeriod'),
  timeInterval: odrl('timeInterval'),
} as const
export const countOperand = odrl('count')

/** Party functions besides assigner and assignee (Vocabulary 4.4): who else has a part in a duty. */
export const partyFunctions = [
  'attributedParty',
  'attributingParty',
  'compensatedParty',
  'compensatingParty',
  'consentedParty',
  'consentingParty',
  'contractedParty',
  'contractingParty',
  'informedParty',
  'informingParty',
  'trackedParty',
  'trackingParty',
].map(odrl)

/** Actions of the common vocabulary that are in a narrower one than `use`. */
const includedElsewhere: Readonly<Record<string, string>> = {
  play: 'present',
  display: 'present',
  print: 'present',
  extract: 'reproduce',
  give: 'transfer',
  sell: 'transfer',
}

const includedInUse = [
  ...['acceptTracking', 'aggregate', 'annotate', 'anonymize', 'archive', 'attribute', 'compensate', 'concurrentUse'],
  ...['delete', 'derive', 'digitize', 'distribute', 'ensureExclusivity', 'execute', 'grantUse', 'include', 'index'],
  ...['inform', 'install', 'modify', 'move', 'nextPolicy', 'obtainConsent', 'present', 'read', 'reproduce'],
  ...['reviewPolicy', 'stream', 'synchronize', 'textToSpeech', 'transform', 'translate', 'uninstall', 'watermark'],
]

/** `odrl:includedIn` of the common vocabulary (Vocabulary 4.3); a profile adds its own in the graphs. */
export const includedIn: ReadonlyMap<string, string> = new Map([
  ...includedInUse.map((action): [string, string] => [odrl(action), odrl('use')]),
  ...Object.entries(includedElsewhere).map(([action, broader]): [string, string] => [odrl(action), odrl(broader)]),
])
