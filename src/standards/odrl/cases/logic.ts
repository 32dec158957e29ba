import { type Case, permitted, reading, refused, under, undetermined } from './case.ts'

const [yes, no, unknown] = ['ex:yes', 'ex:no', 'ex:unknown']
const known = `
  ex:yes odrl:leftOperand odrl:dateTime ; odrl:operator odrl:gt ; odrl:rightOperand "2020-01-01"^^xsd:date .
  ex:no odrl:leftOperand odrl:dateTime ; odrl:operator odrl:lt ; odrl:rightOperand "2020-01-01"^^xsd:date .
  ex:unknown odrl:leftOperand ex:weather ; odrl:operator odrl:eq ; odrl:rightOperand "dry" .`
const combined = (logic: string, ...parts: readonly string[]): string =>
  under(`odrl:${logic} ( ${parts.join(' ')} )`, known)

export const logicCases: readonly Case[] = [
  { name: 'and: all hold', policy: combined('and', yes, yes), ...permitted },
  { name: 'and: one does not', policy: combined('and', yes, no), ...refused },
  { name: 'and: one is unknown', policy: combined('and', yes, unknown), ...undetermined },
  { name: 'and: what does not hold settles it before the unknown', policy: combined('and', unknown, no), ...refused },
  { name: 'or: one holds', policy: combined('or', no, yes), ...permitted },
  { name: 'or: none holds', policy: combined('or', no, no), ...refused },
  { name: 'or: what holds settles it before the unknown', policy: combined('or', unknown, yes), ...permitted },
  { name: 'or: none holds, one is unknown', policy: combined('or', unknown, no), ...undetermined },
  { name: 'xone: exactly one holds', policy: combined('xone', no, yes), ...permitted },
  { name: 'xone: none holds', policy: combined('xone', no, no), ...refused },
  {
    name: 'xone: two hold',
    policy: under(
      'odrl:xone ex:yes, ex:also',
      `${known} ex:also odrl:leftOperand odrl:dateTime ; odrl:operator odrl:gt ; odrl:rightOperand "2021-01-01"^^xsd:date .`,
    ),
    ...refused,
  },
  { name: 'xone: one holds, another is unknown', policy: combined('xone', yes, unknown), ...undetermined },
  { name: 'andSequence: all hold', policy: combined('andSequence', yes, yes), ...permitted },
  {
    name: 'andSequence: ends at the first that does not',
    policy: combined('andSequence', no, unknown),
    ...refused,
    premises: { c: 'unsatisfied', no: 'unsatisfied', unknown: 'not looked at' },
  },
  {
    name: 'logic within logic',
    policy: under('odrl:or ( ex:no ex:inner )', `${known} ex:inner odrl:and ( ex:yes ex:yes ) .`),
    ...permitted,
    premises: { c: 'satisfied', no: 'unsatisfied', inner: 'satisfied', yes: 'satisfied' },
  },
  {
    name: 'several constraints of a rule must all hold',
    policy: under('odrl:or ( ex:yes )', `${known} ex:p odrl:constraint ex:no .`),
    request: reading,
    ...refused,
  },
]
