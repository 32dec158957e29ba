import type { CleanerOf } from '../model/cleaned.ts'
import { openThreads, type Threads } from '../threads.ts'
import { encodeFields, type FieldOutcome, type FieldTask } from './fields.ts'

/** With fewer records a thread takes longer to start than its work. */
const fewRecords = 50_000

export function openEncodingThreads(
  { records, threads }: { readonly records: number; readonly threads: number },
  cleanerOf: CleanerOf,
): Threads<FieldTask, FieldOutcome> {
  if (records < fewRecords) return { run: async (task) => encodeFields(task, cleanerOf), close: async () => undefined }
  const data = Array.from({ length: threads }, () => cleanerOf.country)
  return openThreads(new URL('./worker.ts', import.meta.url), data)
}
