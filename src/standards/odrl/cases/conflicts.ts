import { type Case, reading } from './case.ts'

const both = (strategy: string, prohibited = 'odrl:read', more = ''): string => `
  ex:policy a odrl:Set ; ${strategy} odrl:permission ex:p ; odrl:prohibition ex:n .
  ex:p odrl:target ex:register ; odrl:action odrl:read .
  ex:n odrl:target ex:register ; odrl:action ${prohibited} ${more} .`
const strategy = (name: string): string => `odrl:conflict odrl:${name} ;`
const bothActive = { p: 'active none', n: 'active none' }
const agreement = (kind: string): string => `
  ex:policy a odrl:${kind} ; odrl:assigner ex:ministry ; odrl:assignee ex:amina ; odrl:permission ex:p .
  ex:p odrl:target ex:register ; odrl:action odrl:read .`
const heir = (own: string, parent: string): string => `
  ex:policy a odrl:Set ; odrl:inheritFrom ex:parent ; ${own}
  ex:parent a odrl:Set ; ${parent}
  ex:p odrl:action odrl:read . ex:n odrl:action odrl:read ; odrl:target ex:register .`

export const conflictCases: readonly Case[] = [
  { name: 'perm: the permission wins', policy: both(strategy('perm')), is: 'permit permitted', rules: bothActive },
  {
    name: 'prohibit: the prohibition wins',
    policy: both(strategy('prohibit')),
    is: 'deny prohibited',
    rules: bothActive,
  },
  {
    name: 'invalid: the conflict voids the policy',
    policy: both(strategy('invalid')),
    is: 'deny void-by-conflict',
    rules: bothActive,
  },
  { name: 'no strategy: as invalid', policy: both(''), is: 'deny void-by-conflict', rules: bothActive },
  {
    name: 'a prohibition of another action is no conflict',
    policy: both('', 'odrl:print'),
    is: 'permit permitted',
    rules: { p: 'active none', n: 'inactive none' },
  },
  {
    name: 'prohibiting use prohibits reading',
    policy: both(strategy('prohibit'), 'odrl:use'),
    is: 'deny prohibited',
    rules: bothActive,
  },
  {
    name: 'what an action implies must not be prohibited',
    policy: both(strategy('prohibit'), 'ex:copy'),
    state: 'odrl:read odrl:implies ex:copy .',
    is: 'deny prohibited',
    rules: bothActive,
  },
  {
    name: 'a prohibition that might apply denies',
    policy: both(
      strategy('prohibit'),
      'odrl:read',
      '; odrl:constraint [ odrl:leftOperand odrl:purpose ; odrl:operator odrl:isA ; odrl:rightOperand ex:marketing ]',
    ),
    is: 'deny prohibition-unknown',
    rules: { p: 'active none', n: 'undetermined none' },
  },
  {
    name: 'a prohibition that might apply gives way under perm',
    policy: both(
      strategy('perm'),
      'odrl:read',
      '; odrl:constraint [ odrl:leftOperand odrl:purpose ; odrl:operator odrl:isA ; odrl:rightOperand ex:marketing ]',
    ),
    is: 'permit permitted',
    rules: { p: 'active none', n: 'undetermined none' },
  },
  {
    name: 'a prohibition alone',
    policy: 'ex:policy a odrl:Set ; odrl:prohibition ex:n . ex:n odrl:target ex:register ; odrl:action odrl:read .',
    is: 'deny prohibited',
    rules: { n: 'active none' },
  },
  { name: 'a set permits', policy: agreement('Set'), is: 'permit permitted', rules: { p: 'active none' } },
  { name: 'an agreement permits', policy: agreement('Agreement'), is: 'permit permitted', rules: { p: 'active none' } },
  {
    name: 'an offer grants nothing',
    policy: agreement('Offer'),
    is: 'deny offer-grants-nothing',
    rules: { p: 'active none' },
  },
  {
    name: 'parties of the policy bind its rules',
    policy: agreement('Agreement'),
    request: reading.replace('ex:amina', 'ex:otieno'),
    is: 'deny no-permission',
    rules: { p: 'inactive none' },
  },
  {
    name: 'shorthand: target and action of the policy',
    policy:
      'ex:policy a odrl:Set ; odrl:target ex:register ; odrl:action odrl:read ; odrl:permission ex:p . ex:p odrl:assignee ex:amina .',
    is: 'permit permitted',
    rules: { p: 'active none' },
  },
  {
    name: 'shorthand: an asset that names its policy',
    policy:
      'ex:policy a odrl:Set ; odrl:permission ex:p . ex:p odrl:action odrl:read . ex:register odrl:hasPolicy ex:policy .',
    is: 'permit permitted',
    rules: { p: 'active none' },
  },
  {
    name: 'shorthand: constraints of the policy bind every rule',
    policy:
      'ex:policy a odrl:Set ; odrl:constraint [ odrl:leftOperand odrl:dateTime ; odrl:operator odrl:lt ; odrl:rightOperand "2020-01-01"^^xsd:date ] ; odrl:permission ex:p . ex:p odrl:action odrl:read ; odrl:target ex:register .',
    is: 'deny no-permission',
    rules: { p: 'inactive none' },
  },
  {
    name: 'a rule of several actions is as many rules',
    policy:
      'ex:policy a odrl:Set ; odrl:permission ex:p . ex:p odrl:action odrl:print, odrl:read ; odrl:target ex:register .',
    is: 'permit permitted',
    rules: { p: 'inactive none', 'p#2': 'active none' },
  },
  {
    name: 'inheritance: a parent’s permission, with the parent’s shorthand',
    policy: heir('odrl:conflict odrl:prohibit .', 'odrl:target ex:register ; odrl:permission ex:p .'),
    is: 'permit permitted',
    rules: { p: 'active none' },
  },
  {
    name: 'inheritance: the child adds a prohibition',
    policy: heir(
      'odrl:conflict odrl:prohibit ; odrl:prohibition ex:n .',
      'odrl:target ex:register ; odrl:permission ex:p .',
    ),
    is: 'deny prohibited',
    rules: bothActive,
  },
  {
    name: 'inheritance: the parent’s strategy where the child has none',
    policy: heir(
      'odrl:prohibition ex:n .',
      'odrl:conflict odrl:perm ; odrl:target ex:register ; odrl:permission ex:p .',
    ),
    is: 'permit permitted',
    rules: bothActive,
  },
  {
    name: 'inheritance: the child’s strategy before the parent’s',
    policy: heir(
      'odrl:conflict odrl:prohibit ; odrl:prohibition ex:n .',
      'odrl:conflict odrl:perm ; odrl:target ex:register ; odrl:permission ex:p .',
    ),
    is: 'deny prohibited',
    rules: bothActive,
  },
]
