import { setTimeout as sleep } from 'node:timers/promises'
import type { MeasuresUnderWay, MeasureUnderWay } from '../../../identity/measures/schema.ts'
import type { Result } from '../../../kernel/result.ts'
import type { Api } from '../../api.ts'
import type { Output } from '../../output.ts'
import { measureStepText, waitingText } from './words.ts'

/** As long as the server gives itself. */
export const measureTimeoutMs = 610_000
const lookEveryMs = 2_000

/** Waits for what is measured, and tells how far it is. */
export async function measured<T>(
  asked: Pick<MeasureUnderWay, 'kind' | 'runs'>,
  answer: Promise<Result<T>>,
  { api, output }: { readonly api: Api; readonly output: Output },
): Promise<Result<T>> {
  const answered = new AbortController()
  const told = tellProgress(asked, answered.signal, { api, output })
  try {
    return await answer
  } finally {
    answered.abort()
    await told
  }
}

async function tellProgress(
  { kind, runs }: Pick<MeasureUnderWay, 'kind' | 'runs'>,
  signal: AbortSignal,
  { api, output }: { readonly api: Api; readonly output: Output },
): Promise<void> {
  while (await isStillAwaited(signal)) {
    const answer = await api.get('/v1/identity/measures')
    if (!answer.ok || signal.aborted) return
    const { measures } = answer.value as MeasuresUnderWay
    const mine = measures.find((one) => one.kind === kind && one.runs.join() === runs.join())
    if (mine === undefined) continue
    const { step, percent } = mine
    output.progress(step === undefined ? output.say(waitingText) : `${output.say(measureStepText[step])} ${percent} %`)
  }
}

const isStillAwaited = (signal: AbortSignal): Promise<boolean> =>
  sleep(lookEveryMs, true, { signal }).catch(() => false)
