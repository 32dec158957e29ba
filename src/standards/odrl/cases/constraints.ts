import { type Case, done, permitted, refused, statingThat, under, undetermined } from './case.ts'

const dateTime = (operator: string, value: string): string =>
  under(`odrl:leftOperand odrl:dateTime ; odrl:operator odrl:${operator} ; odrl:rightOperand ${value}`)
const purpose = (operator: string, value: string): string =>
  under(`odrl:leftOperand odrl:purpose ; odrl:operator odrl:${operator} ; odrl:rightOperand ${value}`)
const spatial = (operator: string, value: string): string =>
  under(`odrl:leftOperand odrl:spatial ; odrl:operator odrl:${operator} ; odrl:rightOperand ${value}`)
const count = (operator: string, value: string, more = ''): string =>
  under(`odrl:leftOperand odrl:count ; odrl:operator odrl:${operator} ; odrl:rightOperand ${value} ${more}`)

const scheme = `ex:pension-check skos:broader ex:eligibility . ex:eligibility skos:broader ex:delivery .
  ex:payment skos:broader ex:delivery .`
const places = 'ex:kibra odrl:partOf ex:nairobi . ex:nairobi dcterms:isPartOf ex:kenya .'
const forPurpose = (name: string): string => statingThat('odrl:purpose', name)
const threeReads = ['2026-06-14T08:00:00+03:00', '2026-06-15T08:00:00+03:00', '2026-06-15T09:00:00+03:00']
  .map((at) => done('odrl:read', at))
  .join('\n')
const today = 'ex:perDay kiungo:periodStart "2026-06-15T00:00:00+03:00"^^xsd:dateTime .'

export const constraintCases: readonly Case[] = [
  {
    name: 'dateTime: before the end',
    policy: dateTime('lt', '"2026-06-15T12:00:01+03:00"^^xsd:dateTime'),
    ...permitted,
  },
  {
    name: 'dateTime: at the end, lt no longer holds',
    policy: dateTime('lt', '"2026-06-15T12:00:00+03:00"^^xsd:dateTime'),
    ...refused,
  },
  {
    name: 'dateTime: at the end, lteq still holds',
    policy: dateTime('lteq', '"2026-06-15T09:00:00Z"^^xsd:dateTime'),
    ...permitted,
  },
  {
    name: 'dateTime: not yet begun',
    policy: dateTime('gteq', '"2026-06-15T12:00:01+03:00"^^xsd:dateTime'),
    ...refused,
  },
  {
    name: 'dateTime: just after the beginning',
    policy: dateTime('gt', '"2026-06-15T11:59:59+03:00"^^xsd:dateTime'),
    ...permitted,
  },
  {
    name: 'dateTime: eq compares instants, not their spelling',
    policy: dateTime('eq', '"2026-06-15T10:00:00+01:00"^^xsd:dateTime'),
    ...permitted,
  },
  { name: 'dateTime: neq', policy: dateTime('neq', '"2026-06-15T09:00:00Z"^^xsd:dateTime'), ...refused },
  { name: 'dateTime: a date includes its whole day', policy: dateTime('lteq', '"2026-06-15"^^xsd:date'), ...permitted },
  { name: 'dateTime: the day after a date', policy: dateTime('lteq', '"2026-06-14"^^xsd:date'), ...refused },
  {
    name: 'dateTime: a time without a zone within 14 hours says nothing',
    policy: dateTime('lteq', '"2026-06-15T12:00:00"^^xsd:dateTime'),
    ...undetermined,
    premises: { c: 'unknown' },
  },
  {
    name: 'dateTime: a time without a zone far away',
    policy: dateTime('lteq', '"2026-07-15T12:00:00"^^xsd:dateTime'),
    ...permitted,
  },
  {
    name: 'dateTime: what is no time cannot be compared',
    policy: dateTime('lteq', '"soon"^^xsd:dateTime'),
    ...undetermined,
  },

  {
    name: 'purpose: isA holds for the purpose itself',
    policy: purpose('isA', 'ex:eligibility'),
    request: forPurpose('ex:eligibility'),
    ...permitted,
  },
  {
    name: 'purpose: isA holds for a narrower one, through the scheme',
    policy: purpose('isA', 'ex:delivery'),
    request: forPurpose('ex:pension-check'),
    state: scheme,
    ...permitted,
  },
  {
    name: 'purpose: isA does not hold for a broader one',
    policy: purpose('isA', 'ex:pension-check'),
    request: forPurpose('ex:delivery'),
    state: scheme,
    ...refused,
  },
  {
    name: 'purpose: isA does not hold for a sibling',
    policy: purpose('isA', 'ex:payment'),
    request: forPurpose('ex:eligibility'),
    state: scheme,
    ...refused,
  },
  {
    name: 'purpose: a scheme that runs in a circle ends',
    policy: purpose('isA', 'ex:payment'),
    request: forPurpose('ex:a'),
    state: 'ex:a skos:broader ex:b . ex:b skos:broader ex:a .',
    ...refused,
  },
  {
    name: 'purpose: eq knows no scheme',
    policy: purpose('eq', 'ex:delivery'),
    request: forPurpose('ex:eligibility'),
    state: scheme,
    ...refused,
  },
  {
    name: 'purpose: isAnyOf several, by the scheme',
    policy: purpose('isAnyOf', 'ex:research, ex:delivery'),
    request: forPurpose('ex:pension-check'),
    state: scheme,
    ...permitted,
  },
  {
    name: 'purpose: isAnyOf a list',
    policy: purpose('isAnyOf', '( ex:research ex:payment )'),
    request: forPurpose('ex:payment'),
    ...permitted,
  },
  {
    name: 'purpose: isAnyOf holds for none',
    policy: purpose('isAnyOf', 'ex:research, ex:payment'),
    request: forPurpose('ex:eligibility'),
    state: scheme,
    ...refused,
  },
  {
    name: 'purpose: isNoneOf excludes what is narrower',
    policy: purpose('isNoneOf', 'ex:delivery, ex:research'),
    request: forPurpose('ex:payment'),
    state: scheme,
    ...refused,
  },
  {
    name: 'purpose: isNoneOf lets others pass',
    policy: purpose('isNoneOf', 'ex:marketing, ex:research'),
    request: forPurpose('ex:payment'),
    state: scheme,
    ...permitted,
  },
  {
    name: 'purpose: isAllOf wants each of them',
    policy: purpose('isAllOf', 'ex:payment, ex:research'),
    request: forPurpose('ex:payment'),
    ...refused,
  },
  {
    name: 'purpose: isAllOf has each of them',
    policy: purpose('isAllOf', 'ex:payment, ex:research'),
    request: forPurpose('ex:research, ex:payment'),
    ...permitted,
  },
  {
    name: 'purpose: not stated, not permitted',
    policy: purpose('isA', 'ex:delivery'),
    ...undetermined,
    premises: { c: 'unknown' },
  },
  {
    name: 'purpose: not stated, isNoneOf does not hold either',
    policy: purpose('isNoneOf', 'ex:marketing'),
    ...undetermined,
  },
  {
    name: 'purpose: two stated of which one is agreed settle nothing',
    policy: purpose('isA', 'ex:payment'),
    request: forPurpose('ex:payment, ex:marketing'),
    ...undetermined,
  },

  {
    name: 'spatial: isPartOf through two steps',
    policy: spatial('isPartOf', 'ex:kenya'),
    request: statingThat('odrl:spatial', 'ex:kibra'),
    state: places,
    ...permitted,
  },
  {
    name: 'spatial: isPartOf somewhere else',
    policy: spatial('isPartOf', 'ex:uganda'),
    request: statingThat('odrl:spatial', 'ex:kibra'),
    state: places,
    ...refused,
  },
  {
    name: 'spatial: hasPart looks the other way',
    policy: spatial('hasPart', 'ex:kibra'),
    request: statingThat('odrl:spatial', 'ex:kenya'),
    state: places,
    ...permitted,
  },
  {
    name: 'spatial: hasPart does not hold for the part',
    policy: spatial('hasPart', 'ex:kenya'),
    request: statingThat('odrl:spatial', 'ex:kibra'),
    state: places,
    ...refused,
  },
  {
    name: 'recipient: eq, as the request states it',
    policy: under('odrl:leftOperand odrl:recipient ; odrl:operator odrl:eq ; odrl:rightOperand ex:ministry'),
    request: statingThat('odrl:recipient', 'ex:ministry'),
    ...permitted,
  },
  {
    name: 'recipient: neq',
    policy: under('odrl:leftOperand odrl:recipient ; odrl:operator odrl:neq ; odrl:rightOperand ex:broker'),
    request: statingThat('odrl:recipient', 'ex:broker'),
    ...refused,
  },

  {
    name: 'count: the request is the last that is allowed',
    policy: count('lteq', '4'),
    state: threeReads,
    ...permitted,
  },
  { name: 'count: used up', policy: count('lteq', '3'), state: threeReads, ...refused },
  { name: 'count: lt', policy: count('lt', '4'), state: threeReads, ...refused },
  {
    name: 'count: of a period counts from its beginning',
    policy: count('lteq', '3', '; odrl:unit ex:perDay'),
    state: threeReads + today,
    ...permitted,
  },
  {
    name: 'count: of a period is used up, too',
    policy: count('lteq', '2', '; odrl:unit ex:perDay'),
    state: threeReads + today,
    ...refused,
  },
  {
    name: 'count: of an unknown period is unknown',
    policy: count('lteq', '100', '; odrl:unit ex:perMoon'),
    state: threeReads,
    ...undetermined,
  },
  {
    name: 'count: acts told as one count as often as they were done',
    policy: count('lteq', '10'),
    state: done('odrl:read', '2026-06-15T08:00:00+03:00', '; kiungo:times 10'),
    ...refused,
  },
  {
    name: 'count: others’ acts do not count',
    policy: count('lteq', '1').replace('odrl:action odrl:read', 'odrl:action odrl:read ; odrl:assignee ex:amina'),
    state:
      '[] a kiungo:PerformedAct ; odrl:action odrl:read ; odrl:target ex:register ; odrl:assignee ex:otieno ; dcterms:issued "2026-06-15T08:00:00Z"^^xsd:dateTime .',
    ...permitted,
  },
  {
    name: 'count: other actions do not count',
    policy: count('lteq', '1'),
    state: done('odrl:print', '2026-06-15T08:00:00+03:00'),
    ...permitted,
  },

  {
    name: 'elapsedTime: counts from the first use',
    policy: under(
      'odrl:leftOperand odrl:elapsedTime ; odrl:operator odrl:lteq ; odrl:rightOperand "PT28H"^^xsd:duration',
    ),
    state: threeReads,
    ...permitted,
  },
  {
    name: 'elapsedTime: has passed',
    policy: under(
      'odrl:leftOperand odrl:elapsedTime ; odrl:operator odrl:lteq ; odrl:rightOperand "PT27H59M"^^xsd:duration',
    ),
    state: threeReads,
    ...refused,
  },
  {
    name: 'elapsedTime: nothing has passed before the first use',
    policy: under('odrl:leftOperand odrl:elapsedTime ; odrl:operator odrl:lt ; odrl:rightOperand "PT1S"^^xsd:duration'),
    ...permitted,
  },
  {
    name: 'elapsedTime: a month is a month of the calendar',
    policy: under(
      'odrl:leftOperand odrl:elapsedTime ; odrl:operator odrl:lteq ; odrl:rightOperand "P1M"^^xsd:duration',
    ),
    state: done('odrl:read', '2026-05-15T12:00:00+03:00'),
    ...permitted,
  },
  {
    name: 'elapsedTime: a day that a month lacks is its last',
    policy: under(
      'odrl:leftOperand odrl:elapsedTime ; odrl:operator odrl:lt ; odrl:rightOperand "P2M107D"^^xsd:duration',
    ),
    state: done('odrl:read', '2025-12-31T12:00:00+03:00'),
    ...refused,
  },
  {
    name: 'timeInterval: too soon after the last use',
    policy: under('odrl:leftOperand odrl:timeInterval ; odrl:operator odrl:eq ; odrl:rightOperand "P1D"^^xsd:duration'),
    state: threeReads,
    ...refused,
  },
  {
    name: 'timeInterval: long enough after the last use',
    policy: under(
      'odrl:leftOperand odrl:timeInterval ; odrl:operator odrl:eq ; odrl:rightOperand "PT3H"^^xsd:duration',
    ),
    state: threeReads,
    ...permitted,
  },
  {
    name: 'timeInterval: never used before',
    policy: under('odrl:leftOperand odrl:timeInterval ; odrl:operator odrl:eq ; odrl:rightOperand "P1Y"^^xsd:duration'),
    ...permitted,
  },
  {
    name: 'delayPeriod: the waiting time has passed',
    policy: under(
      'odrl:leftOperand odrl:delayPeriod ; odrl:operator odrl:gteq ; odrl:rightOperand "P7D"^^xsd:duration',
    ),
    state: 'ex:p kiungo:since "2026-06-01T00:00:00Z"^^xsd:dateTime .',
    ...permitted,
  },
  {
    name: 'delayPeriod: still waiting',
    policy: under(
      'odrl:leftOperand odrl:delayPeriod ; odrl:operator odrl:gteq ; odrl:rightOperand "P30D"^^xsd:duration',
    ),
    state: 'ex:p kiungo:since "2026-06-01T00:00:00Z"^^xsd:dateTime .',
    ...refused,
  },
  {
    name: 'delayPeriod: from when is not known',
    policy: under(
      'odrl:leftOperand odrl:delayPeriod ; odrl:operator odrl:gteq ; odrl:rightOperand "P7D"^^xsd:duration',
    ),
    ...undetermined,
  },

  {
    name: 'an operand of a profile takes the value that the request states',
    policy: under('odrl:leftOperand ex:channel ; odrl:operator odrl:eq ; odrl:rightOperand "api"'),
    request: statingThat('ex:channel', '"api"'),
    ...permitted,
  },
  {
    name: 'an operand that nobody states is unknown',
    policy: under('odrl:leftOperand ex:weather ; odrl:operator odrl:neq ; odrl:rightOperand "rain"'),
    ...undetermined,
    premises: { c: 'unknown' },
  },
  {
    name: 'status stands in for a value that nobody states',
    policy: under('odrl:leftOperand ex:channel ; odrl:operator odrl:eq ; odrl:rightOperand "api" ; odrl:status "api"'),
    ...permitted,
  },
  {
    name: 'a right operand by reference is looked up in the state',
    policy: under('odrl:leftOperand ex:level ; odrl:operator odrl:lteq ; odrl:rightOperandReference ex:limit'),
    request: statingThat('ex:level', '3'),
    state: 'ex:limit rdf:value 4 .',
    ...permitted,
  },
  {
    name: 'a reference that leads nowhere is unknown',
    policy: under('odrl:leftOperand ex:level ; odrl:operator odrl:lteq ; odrl:rightOperandReference ex:limit'),
    request: statingThat('ex:level', '3'),
    ...undetermined,
  },
  {
    name: 'numbers compare as numbers whatever their type',
    policy: under('odrl:leftOperand ex:level ; odrl:operator odrl:lt ; odrl:rightOperand 10.5'),
    request: statingThat('ex:level', '9'),
    ...permitted,
  },
  {
    name: 'a number and a text do not compare',
    policy: under('odrl:leftOperand ex:level ; odrl:operator odrl:eq ; odrl:rightOperand "9"'),
    request: statingThat('ex:level', '9'),
    ...undetermined,
  },
]
