import { type Case, done } from './case.ts'

const withDuty = (duty: string, more = ''): string => `
  ex:policy a odrl:Set ; odrl:permission ex:p .
  ex:p odrl:target ex:register ; odrl:action odrl:read ; odrl:duty ex:d . ex:d ${duty} . ${more}`
const informFirst = withDuty('odrl:action odrl:inform')
const deleteWithin = (days: number, more = ''): string =>
  withDuty(
    `odrl:action odrl:delete ; odrl:constraint ex:deadline ${more}`,
    `ex:deadline odrl:leftOperand odrl:elapsedTime ; odrl:operator odrl:lteq ; odrl:rightOperand "P${days}D"^^xsd:duration .
     ex:k odrl:action odrl:compensate .`,
  )
const obligation = (constraint: string, more = ''): string => `
  ex:policy a odrl:Set ; odrl:obligation ex:o . ex:o odrl:action odrl:inform ; odrl:constraint ${constraint} ${more} .
  ex:k odrl:action odrl:compensate .`
const by = (day: string): string =>
  `[ odrl:leftOperand odrl:dateTime ; odrl:operator odrl:lteq ; odrl:rightOperand "${day}"^^xsd:date ]`
const withRemedy = `ex:policy a odrl:Set ; odrl:prohibition ex:n .
  ex:n odrl:target ex:register ; odrl:action odrl:distribute ; odrl:remedy ex:r . ex:r odrl:action odrl:delete .`
const readIn = (month: string): string => done('odrl:read', `2026-${month}-01T08:00:00Z`)
const none = 'deny no-permission'
const permit = 'permit permitted'

export const dutyCases: readonly Case[] = [
  {
    name: 'a duty without a deadline comes before the use',
    policy: informFirst,
    is: none,
    rules: { p: 'inactive none', d: 'active open' },
    premises: { d: 'unsatisfied' },
  },
  {
    name: 'done, it opens the permission',
    policy: informFirst,
    state: done('odrl:inform', '2026-06-01T08:00:00Z'),
    is: permit,
    rules: { p: 'active none', d: 'active fulfilled' },
  },
  {
    name: 'another’s doing does not',
    policy: informFirst.replace('odrl:action odrl:read ;', 'odrl:action odrl:read ; odrl:assignee ex:amina ;'),
    state: done('odrl:inform', '2026-06-01T08:00:00Z').replace('ex:amina', 'ex:otieno'),
    is: none,
    rules: { p: 'inactive none', d: 'active open' },
  },
  {
    name: 'informing another than the one to inform does not',
    policy: withDuty('odrl:action odrl:inform ; odrl:informedParty ex:subject'),
    state: done('odrl:inform', '2026-06-01T08:00:00Z', '; odrl:informedParty ex:press'),
    is: none,
    rules: { p: 'inactive none', d: 'active open' },
  },
  {
    name: 'informing the one to inform does',
    policy: withDuty('odrl:action odrl:inform ; odrl:informedParty ex:subject'),
    state: done('odrl:inform', '2026-06-01T08:00:00Z', '; odrl:informedParty ex:subject'),
    is: permit,
    rules: { p: 'active none', d: 'active fulfilled' },
  },
  {
    name: 'all duties must be done',
    policy: withDuty('odrl:action odrl:inform', 'ex:p odrl:duty ex:e . ex:e odrl:action odrl:attribute .'),
    state: done('odrl:inform', '2026-06-01T08:00:00Z'),
    is: none,
    rules: { p: 'inactive none', d: 'active fulfilled', e: 'active open' },
  },
  {
    name: 'a duty whose condition does not hold does not bind',
    policy: withDuty(
      'odrl:action odrl:inform ; odrl:constraint [ odrl:leftOperand odrl:dateTime ; odrl:operator odrl:gteq ; odrl:rightOperand "2027-01-01"^^xsd:date ]',
    ),
    is: permit,
    rules: { p: 'active none', d: 'inactive none' },
  },
  {
    name: 'a duty whose condition is unknown might bind',
    policy: withDuty(
      'odrl:action odrl:inform ; odrl:constraint [ odrl:leftOperand ex:weather ; odrl:operator odrl:eq ; odrl:rightOperand "dry" ]',
    ),
    is: none,
    rules: { p: 'undetermined none', d: 'undetermined open' },
  },
  {
    name: 'how an action is done is part of the duty',
    policy: withDuty(
      'odrl:action [ rdf:value odrl:compensate ; odrl:refinement [ odrl:leftOperand odrl:payAmount ; odrl:operator odrl:gteq ; odrl:rightOperand 500 ] ]',
    ),
    state: done(
      '[ rdf:value odrl:compensate ; odrl:refinement [ odrl:leftOperand odrl:payAmount ; odrl:operator odrl:eq ; odrl:rightOperand 400 ] ]',
      '2026-06-01T08:00:00Z',
    ),
    is: none,
    rules: { p: 'inactive none', d: 'active open' },
  },
  {
    name: 'delete within 90 days: nothing to delete before the first use',
    policy: deleteWithin(90),
    is: permit,
    rules: { p: 'active none', d: 'inactive none' },
  },
  {
    name: 'delete within 90 days: a promise that is still open',
    policy: deleteWithin(90),
    state: readIn('05'),
    is: permit,
    rules: { p: 'active none', d: 'active open' },
  },
  {
    name: 'delete within 90 days: a broken promise ends the permission',
    policy: deleteWithin(90),
    state: readIn('01'),
    is: none,
    rules: { p: 'inactive none', d: 'active violated' },
  },
  {
    name: 'delete within 90 days: kept',
    policy: deleteWithin(90),
    state: readIn('01') + done('odrl:delete', '2026-02-01T08:00:00Z'),
    is: permit,
    rules: { p: 'active none', d: 'active fulfilled' },
  },
  {
    name: 'delete within 90 days: kept for one use and broken for the next',
    policy: deleteWithin(90),
    state: readIn('01') + done('odrl:delete', '2026-02-01T08:00:00Z') + readIn('03'),
    is: none,
    rules: { p: 'inactive none', d: 'active violated' },
  },
  {
    name: 'late is not in time',
    policy: deleteWithin(30),
    state: readIn('01') + done('odrl:delete', '2026-03-01T08:00:00Z'),
    is: none,
    rules: { p: 'inactive none', d: 'active violated' },
  },
  {
    name: 'a consequence comes with the violation',
    policy: deleteWithin(30, '; odrl:consequence ex:k'),
    state: readIn('01'),
    is: none,
    rules: { p: 'inactive none', d: 'active violated', k: 'active open' },
  },
  {
    name: 'late, with the consequence borne, is made good',
    policy: deleteWithin(30, '; odrl:consequence ex:k'),
    state: readIn('01') + done('odrl:delete', '2026-03-01T08:00:00Z') + done('odrl:compensate', '2026-03-02T08:00:00Z'),
    is: permit,
    rules: { p: 'active none', d: 'active remedied', k: 'active fulfilled' },
  },
  {
    name: 'the consequence alone does not make it good',
    policy: deleteWithin(30, '; odrl:consequence ex:k'),
    state: readIn('01') + done('odrl:compensate', '2026-03-02T08:00:00Z'),
    is: none,
    rules: { p: 'inactive none', d: 'active violated', k: 'active fulfilled' },
  },
  {
    name: 'an obligation is open until its day',
    policy: obligation(by('2026-06-30')),
    is: none,
    rules: { o: 'active open' },
  },
  {
    name: 'an obligation is violated after its day',
    policy: obligation(by('2026-05-31')),
    is: none,
    rules: { o: 'active violated' },
  },
  {
    name: 'an obligation is fulfilled in time',
    policy: obligation(by('2026-05-31')),
    state: done('odrl:inform', '2026-05-31T08:00:00+03:00'),
    is: none,
    rules: { o: 'active fulfilled' },
  },
  {
    name: 'an obligation’s time runs from the policy’s issue',
    policy: `${obligation('[ odrl:leftOperand odrl:elapsedTime ; odrl:operator odrl:lteq ; odrl:rightOperand "P10D"^^xsd:duration ]')} ex:policy dcterms:issued "2026-06-01T00:00:00Z"^^xsd:dateTime .`,
    is: none,
    rules: { o: 'active violated' },
  },
  {
    name: 'a violated obligation has its consequence',
    policy: obligation(by('2026-05-31'), '; odrl:consequence ex:k'),
    is: none,
    rules: { o: 'active violated', k: 'active open' },
  },
  {
    name: 'a prohibition that nobody broke has no remedy',
    policy: withRemedy,
    is: none,
    rules: { n: 'inactive none' },
  },
  {
    name: 'a broken prohibition wants its remedy',
    policy: withRemedy,
    state: done('odrl:distribute', '2026-06-01T08:00:00Z'),
    is: none,
    rules: { n: 'inactive violated', r: 'active open' },
  },
  {
    name: 'a remedy makes it good',
    policy: withRemedy,
    state: done('odrl:distribute', '2026-06-01T08:00:00Z') + done('odrl:delete', '2026-06-02T08:00:00Z'),
    is: none,
    rules: { n: 'inactive remedied', r: 'active fulfilled' },
  },
  {
    name: 'a remedy before the last breach does not',
    policy: withRemedy,
    state: done('odrl:delete', '2026-06-02T08:00:00Z') + done('odrl:distribute', '2026-06-03T08:00:00Z'),
    is: none,
    rules: { n: 'inactive violated', r: 'active open' },
  },
  {
    name: 'every breach wants its own remedy',
    policy: withRemedy,
    state:
      done('odrl:distribute', '2026-06-01T08:00:00Z') +
      done('odrl:delete', '2026-06-02T08:00:00Z') +
      done('odrl:distribute', '2026-06-03T08:00:00Z'),
    is: none,
    rules: { n: 'inactive violated', r: 'active open' },
  },
]
