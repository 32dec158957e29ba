// A thread that cleans and encodes fields.
import { parentPort, workerData } from 'node:worker_threads'
import { cleanersFor } from '../cleaning/cleaner.ts'
import type { CleaningCountry } from '../cleaning/country.ts'
import { encodeFields, type FieldTask } from './fields.ts'

const cleanerOf = cleanersFor(workerData as CleaningCountry)
parentPort?.on('message', (task: FieldTask) => parentPort?.postMessage(encodeFields(task, cleanerOf)))
