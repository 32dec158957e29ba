// A run in a process of its own, which kills itself when a stage begins. Arguments: folder, people, stage.
import { join } from 'node:path'
import process from 'node:process'
import { personColumns } from '../../bench/linkage/people.ts'
import { personModel } from '../../src/identity/linkage/model/person.ts'
import { linkRecords } from '../../src/identity/linkage/run/run.ts'
import { cleanerOf, kernelFolder } from './linkage.ts'

const [, , folder = '', people = '', last = ''] = process.argv
const raw = `select * from '${people}'`
await linkRecords({
  ...{ model: personModel(personColumns), fingerprint: raw, cleanerOf, kernelFolder, threads: 2, memoryMiB: 600 },
  raw: async () => raw,
  folder: join(folder, 'run'),
  threshold: 'model',
  progress: (stage) => {
    if (stage === last) process.kill(process.pid, 'SIGKILL')
  },
})
