import type { Member } from './schema.ts'

const text = (en: string) => ({ en, sw: en, fr: en })

/** Two members, for tests: the pension programme and the population register. */
export const exampleMembers: readonly Member[] = [
  { id: 'dss', name: text('Department of Social Services'), kind: 'ministry', status: 'active' },
  { id: 'nida', name: text('National ID Authority'), kind: 'authority', status: 'active', registration: 'DPC-0001' },
]
