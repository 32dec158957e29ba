/** One behaviour of the evaluator: a policy, a request and a state in Turtle, and what the report must say. */
export interface Case {
  readonly name: string
  readonly policy: string
  /** Statements of the requested rule; absent: Amina asks to read the register. */
  readonly request?: string
  /** Besides the time, which is noon of 15 June 2026 in Nairobi. */
  readonly state?: string
  /** Decision and reason. */
  readonly is: string
  /** Activation and deontic state of every rule, duties included. */
  readonly rules: Readonly<Record<string, string>>
  /** Satisfaction of constraints by their name. */
  readonly premises?: Readonly<Record<string, string>>
}

/** A permission to read the register under one constraint `c`. */
export const under = (constraint: string, more = ''): string => `
  ex:policy a odrl:Set ; odrl:permission ex:p .
  ex:p odrl:target ex:register ; odrl:action odrl:read ; odrl:constraint ex:c .
  ex:c ${constraint} . ${more}`

export const reading = 'odrl:action odrl:read ; odrl:target ex:register ; odrl:assignee ex:amina'

/** Reading the register, with the value of a left operand stated. */
export const statingThat = (operand: string, value: string): string =>
  `${reading} ; odrl:constraint [ odrl:leftOperand ${operand} ; odrl:operator odrl:eq ; odrl:rightOperand ${value} ]`

/** Acts that were done, each at a time of the day that the state is of, or at a full time. */
export const done = (action: string, at: string, more = ''): string =>
  `[] a kiungo:PerformedAct ; odrl:action ${action} ; odrl:assignee ex:amina ; odrl:target ex:register ;
     dcterms:issued "${at}"^^xsd:dateTime ${more} .`

export const permitted = { is: 'permit permitted', rules: { p: 'active none' } } as const
export const refused = { is: 'deny no-permission', rules: { p: 'inactive none' } } as const
export const undetermined = { is: 'deny no-permission', rules: { p: 'undetermined none' } } as const
