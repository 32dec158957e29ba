import type { Problem } from '../../kernel/problem.ts'

const projectFaults = {
  shape: 'is not of the right shape: {detail}',
  'one-party': 'names the same member twice; linkage is between two',
  'zone-is-party': 'is one of the two owners of data; the matching zone holds none of its own',
  'one-key': 'is a key that two of the three use',
  'field-twice': 'is the id of two fields',
  'too-many-fields': 'asks for more fields than there are',
  epsilon: 'does not follow from flip; it is {detail}',
  'no-day': 'is no calendar day',
  'no-field': 'names a field that is not declared: {detail}',
} as const
export type ProjectFault = keyof typeof projectFaults

/** The first fault of a declaration; `detail` is of the declaration, which holds no personal data. */
export const projectFaulty = (variant: ProjectFault, pointer: string, detail = ''): Problem => ({
  code: 'identity.private-project-faulty',
  variant,
  status: 422,
  message: `the project at ${pointer === '' ? 'its root' : pointer} ${projectFaults[variant].replace('{detail}', detail)}`,
  fix: 'Correct it at that place; both owners and the zone then take the new declaration.',
  pointer,
  params: { pointer, detail },
})

const fileFaults = {
  'no-header': ['has no header of encodings in its first line', 'Name a file that `kiungo private encode` wrote.'],
  'no-trailer': ['ends before its last line: it is truncated', 'Copy it again from the owner, whole.'],
  'bad-record': ['has a record that is not well formed', 'Ask the owner to encode again; do not mend it by hand.'],
  'id-twice': ['has an id twice', 'Ask the owner to encode again from records that are there once.'],
  'wrong-count': ['holds another number of records than its header says', 'Copy it again from the owner, whole.'],
  'too-many': [
    'holds more records than the project allows',
    'Declare a project with a higher limit, or fewer records.',
  ],
  altered: ['was altered after it was written', 'Copy it again from the owner; if it stays so, find out who had it.'],
  'not-signed': [
    'is not signed by the key that the project names for its party',
    'Ask that party to encode with its own key, or to correct its key in a new project.',
  ],
  'other-project': [
    'is of another project',
    'Compare the digests with `kiungo private check`; both owners encode under the same declaration.',
  ],
  'not-a-party': ['is of a member that is no party of the project', 'Take files of the two parties only.'],
  'same-party': ['is of the same party as the other file', 'Take one file of each party.'],
  'other-key': [
    'was encoded with another secret or another version of the program than the other file',
    'Both owners take the same secret and the same version of Kiungo, and encode again.',
  ],
  unreadable: ['cannot be read', 'Check the path and your rights to it.'],
} as const
export type FileFault = keyof typeof fileFaults

/** `file` is how the caller named it. */
export const fileRefused = (variant: FileFault, file: string, line?: number): Problem => ({
  code: 'identity.private-file-refused',
  variant,
  status: 422,
  message: `${file}${line === undefined ? '' : `, line ${line},`} ${fileFaults[variant][0]}`,
  fix: fileFaults[variant][1],
  params: { file, line: line ?? 0 },
})

export const tooManyPairs = (pairs: number, limit: number): Problem => ({
  code: 'identity.private-too-many-pairs',
  status: 422,
  message: `${pairs} pairs would be compared; the limit is ${limit}`,
  fix: 'Declare a blocking that yields fewer: `lsh` with more bits, or rules of more parts.',
  params: { pairs, limit },
})

export const notTheZone: Problem = {
  code: 'identity.private-not-the-zone',
  status: 422,
  message: 'the key is not that of the zone that the project names',
  fix: 'Run the match with the key of the matching zone; a party must not match.',
}

export const notTheParty: Problem = {
  code: 'identity.private-not-the-party',
  status: 422,
  message: 'the key is not that of a party of the project',
  fix: 'Use the key whose public half stands in the declaration for your member.',
}

export const psiRefused: Problem = {
  code: 'identity.private-psi-refused',
  status: 422,
  message: 'the other party’s message is none of private set intersection',
  fix: 'Ask it to make the message again with the same version of Kiungo.',
}

const overlapFaults = {
  'not-a-message': [
    'is no message of this step of counting',
    'Take ask, answer and count in turn, each with the file before.',
  ],
  'not-a-count': [
    'asks for more than a count, or repeats an element',
    'Ask that party to use `kiungo private overlap ask`.',
  ],
  'other-question': ['answers another question than this one', 'Take the answer to the last question, or ask again.'],
  'not-declared': ['declares no identifier for counting', 'Add `overlap` to the declaration in a new project.'],
} as const
export type OverlapFault = keyof typeof overlapFaults

export const overlapRefused = (variant: OverlapFault, file: string): Problem => ({
  code: 'identity.private-overlap-refused',
  variant,
  status: 422,
  message: `${file} ${overlapFaults[variant][0]}`,
  fix: overlapFaults[variant][1],
  params: { file },
})

export const setTooSmall = (size: number, least: number): Problem => ({
  code: 'identity.private-set-too-small',
  status: 422,
  message: `a set of ${size} different identifiers is too small to be counted in; the least is ${least}`,
  fix: 'Count larger sets; a question about a few persons goes through an exchange under its agreement.',
  params: { size, least },
})

export const setTooLarge = (size: number, limit: number): Problem => ({
  code: 'identity.private-set-too-large',
  status: 422,
  message: `a set of ${size} identifiers is more than can be counted at once (${limit})`,
  fix: 'Count by region or by year of birth, with one project for each.',
  params: { size, limit },
})

export const projectOver = (day: string): Problem => ({
  code: 'identity.private-project-over',
  status: 409,
  message: `the project ended on ${day}`,
  fix: 'Declare a new project with a new secret; encodings of two projects cannot be compared.',
  params: { day },
})

export const noProject: Problem = {
  code: 'identity.private-no-project',
  status: 404,
  message: 'there is no project of this digest',
  fix: 'A data protection officer of one of the parties registers it: POST /v1/private-linkage/projects.',
}

export const runsUsedUp = (runs: number): Problem => ({
  code: 'identity.private-runs-used-up',
  status: 409,
  message: `the project has had its ${runs} runs of this kind`,
  fix: 'Declare a new project; every run on altered data tells more of single persons, so think of why.',
  params: { runs },
})

const runFaults = {
  'not-a-party': [
    'the caller is of no party that may do this',
    'A client of the party named in the declaration does it.',
  ],
  'not-the-zone': [
    'only the zone of the project matches, with one file of each party, and certifies',
    'Call as a client of the zone’s member.',
  ],
  'no-agreement': [
    'no agreement in force between the two parties covers the project and its purpose',
    'Bring the agreement into force, or name the right one in a new declaration.',
  ],
  'no-run': ['there is no run of matching of this id', 'GET /v1/private-linkage/projects lists the runs.'],
  'not-certified': [
    'the statement is not of this run, or not signed by the zone',
    'Send the certificate as `kiungo private match` wrote it.',
  ],
  certified: ['the run has its certificate', 'Nothing is to be done.'],
} as const
export type RunFault = keyof typeof runFaults

export const runRefused = (variant: RunFault): Problem => ({
  code: 'identity.private-run-refused',
  variant,
  status: variant === 'no-run' ? 404 : variant === 'certified' ? 409 : 403,
  message: runFaults[variant][0],
  fix: runFaults[variant][1],
})
