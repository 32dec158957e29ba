import { type Case, permitted, reading, refused, undetermined } from './case.ts'

const permission = (text: string, more = ''): string =>
  `ex:policy a odrl:Set ; odrl:permission ex:p . ex:p ${text} . ${more}`
const asking = (action: string, target: string, assignee = 'ex:amina'): string =>
  `odrl:action ${action} ; odrl:target ${target} ; odrl:assignee ${assignee}`
const staff = 'odrl:action odrl:read ; odrl:target ex:register ; odrl:assignee ex:staff'
const registers = 'odrl:action odrl:read ; odrl:target ex:registers'
const adult = `odrl:action odrl:read ; odrl:target [ a odrl:AssetCollection ; odrl:source ex:registers ; odrl:refinement ex:r ]`
const ofAdults = 'ex:r odrl:leftOperand ex:age ; odrl:operator odrl:gteq ; odrl:rightOperand 18 .'
const senior = `odrl:action odrl:read ; odrl:target ex:register ;
  odrl:assignee [ a odrl:PartyCollection ; odrl:source ex:staff ; odrl:refinement ex:r ]`
const ofSeniors = 'ex:r odrl:leftOperand ex:grade ; odrl:operator odrl:gt ; odrl:rightOperand 7 .'
const small = `odrl:target ex:register ; odrl:action [ rdf:value odrl:print ; odrl:refinement ex:r ]`
const ofSmall = 'ex:r odrl:leftOperand odrl:resolution ; odrl:operator odrl:lteq ; odrl:rightOperand 1200 .'
const printing = (resolution: string): string => `odrl:target ex:register ; odrl:assignee ex:amina ; odrl:action [
  rdf:value odrl:print ; odrl:refinement [ odrl:leftOperand odrl:resolution ; odrl:operator odrl:eq ; odrl:rightOperand ${resolution} ] ]`

export const collectionCases: readonly Case[] = [
  {
    name: 'party: a member of the collection',
    policy: permission(staff),
    state: 'ex:amina odrl:partOf ex:staff .',
    ...permitted,
  },
  {
    name: 'party: a member of a member',
    policy: permission(staff),
    state: 'ex:amina odrl:partOf ex:clerks . ex:clerks odrl:partOf ex:staff .',
    ...permitted,
  },
  { name: 'party: no member', policy: permission(staff), state: 'ex:otieno odrl:partOf ex:staff .', ...refused },
  {
    name: 'party: unnamed, whoever asks',
    policy: permission('odrl:action odrl:read ; odrl:target ex:register'),
    ...permitted,
  },
  {
    name: 'party: a request in nobody’s name is not a member’s',
    policy: permission(staff),
    request: 'odrl:action odrl:read ; odrl:target ex:register',
    state: 'ex:amina odrl:partOf ex:staff .',
    ...refused,
  },
  {
    name: 'party: another assigner than the one asked',
    policy: permission(`${staff.replace('ex:staff', 'ex:amina')} ; odrl:assigner ex:ministry`),
    request: `${reading} ; odrl:assigner ex:broker`,
    ...refused,
  },
  {
    name: 'party: a member that passes the refinement',
    policy: permission(senior, ofSeniors),
    state: 'ex:amina odrl:partOf ex:staff ; ex:grade 8 .',
    ...permitted,
  },
  {
    name: 'party: a member that does not pass it',
    policy: permission(senior, ofSeniors),
    state: 'ex:amina odrl:partOf ex:staff ; ex:grade 7 .',
    ...refused,
  },
  {
    name: 'party: a member of whom it is not known',
    policy: permission(senior, ofSeniors),
    state: 'ex:amina odrl:partOf ex:staff .',
    ...undetermined,
  },
  {
    name: 'asset: a member of the collection',
    policy: permission(registers),
    state: 'ex:register odrl:partOf ex:registers .',
    ...permitted,
  },
  {
    name: 'asset: membership stated in the policy itself',
    policy: permission(registers, 'ex:register odrl:partOf ex:registers .'),
    ...permitted,
  },
  {
    name: 'asset: a whole is not in its part',
    policy: permission('odrl:action odrl:read ; odrl:target ex:register'),
    request: asking('odrl:read', 'ex:registers'),
    state: 'ex:register odrl:partOf ex:registers .',
    ...refused,
  },
  {
    name: 'asset: a collection that is its own member ends',
    policy: permission(registers),
    request: asking('odrl:read', 'ex:other'),
    state: 'ex:other odrl:partOf ex:other .',
    ...refused,
  },
  {
    name: 'asset: a member that passes the refinement',
    policy: permission(adult, ofAdults),
    state: 'ex:register odrl:partOf ex:registers ; ex:age 18 .',
    ...permitted,
  },
  {
    name: 'asset: a member that does not pass it',
    policy: permission(adult, ofAdults),
    state: 'ex:register odrl:partOf ex:registers ; ex:age 17 .',
    ...refused,
  },
  {
    name: 'asset: one of several targets',
    policy: permission('odrl:action odrl:read ; odrl:target ex:map, ex:register'),
    ...permitted,
  },
  {
    name: 'action: the common vocabulary includes reading in use',
    policy: permission('odrl:action odrl:use ; odrl:target ex:register'),
    ...permitted,
  },
  {
    name: 'action: printing is presenting is using',
    policy: permission('odrl:action odrl:use ; odrl:target ex:register'),
    request: asking('odrl:print', 'ex:register'),
    ...permitted,
  },
  {
    name: 'action: the broader is not in the narrower',
    policy: permission('odrl:action odrl:print ; odrl:target ex:register'),
    request: asking('odrl:use', 'ex:register'),
    ...refused,
  },
  {
    name: 'action: selling is a transfer, not a use',
    policy: permission('odrl:action odrl:use ; odrl:target ex:register'),
    request: asking('odrl:sell', 'ex:register'),
    ...refused,
  },
  {
    name: 'action: a profile includes its own',
    policy: permission('odrl:action odrl:use ; odrl:target ex:register', 'ex:verify odrl:includedIn odrl:read .'),
    request: asking('ex:verify', 'ex:register'),
    ...permitted,
  },
  { name: 'action: within its refinement', policy: permission(small, ofSmall), request: printing('600'), ...permitted },
  { name: 'action: beyond its refinement', policy: permission(small, ofSmall), request: printing('2400'), ...refused },
  {
    name: 'action: the refinement’s value is not stated',
    policy: permission(small, ofSmall),
    request: asking('odrl:print', 'ex:register'),
    ...undetermined,
  },
]
