import type { Problem } from '../../kernel/problem.ts'

export const unknownAct = (act: string): Problem => ({
  code: 'registry.unknown-act',
  status: 400,
  message: `the registry has no act "${act.slice(0, 60)}"`,
  fix: 'See src/registry/README.md for the acts there are.',
})

export const valueMissing = (elements: readonly string[]): Problem => ({
  code: 'registry.value-missing',
  status: 400,
  message: `the act does not say ${elements.join(', ')}`,
  fix: 'Give a value for each element that the act needs.',
  params: { elements: elements.join(', ') },
})

export const valueNotTaken = (element: string): Problem => ({
  code: 'registry.value-not-taken',
  status: 400,
  message: `the act does not take ${element.slice(0, 80)}`,
  fix: 'Leave the element out; see src/registry/README.md for what each act takes.',
  params: { element: element.slice(0, 80) },
})

export const valueInvalid = (element: string): Problem => ({
  code: 'registry.value-invalid',
  status: 400,
  message: `the value of ${element} is not one that the dictionary admits`,
  fix: 'Check its type, its form and, for a code, its list.',
  params: { element },
})

export const unknownRecord = (element: string): Problem => ({
  code: 'registry.unknown-record',
  status: 404,
  message: `the registry has no record with this ${element}`,
  fix: 'Check the identifier, or register the record first.',
  params: { element },
})

export const ambiguousRecord = (element: string): Problem => ({
  code: 'registry.ambiguous-record',
  status: 409,
  message: `the registry has several records with this ${element}`,
  fix: 'Name the record by the number that the registry gave it.',
  params: { element },
})

export const alreadyEnrolled: Problem = {
  code: 'registry.already-enrolled',
  status: 409,
  message: 'the person is enrolled in this programme already',
  fix: 'Change the enrolment that there is; a new one begins after its end.',
}

export const alreadyOnRegister: Problem = {
  code: 'registry.already-on-register',
  status: 409,
  message: 'the register has an entry of this person already that is in force',
  fix: 'Change the entry that there is; a new one is made after its end.',
}

export const alreadyRegistered: Problem = {
  code: 'registry.already-registered',
  status: 409,
  message: 'the civil register has an entry of this number already',
  fix: 'Check the number; an entry is registered once.',
}

export const headCannotLeave: Problem = {
  code: 'registry.head-cannot-leave',
  status: 409,
  message: 'the head of a household with others in it cannot leave it',
  fix: 'Move the others, or register them as a household with another head.',
}

export const actIdReused: Problem = {
  code: 'registry.act-id-reused',
  status: 409,
  message: 'this act id was used before for another act',
  fix: 'Give every new act an id of its own; repeat an id only to send the very same act again.',
}
