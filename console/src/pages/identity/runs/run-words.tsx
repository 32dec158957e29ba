import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconHourglass,
  IconLoader2,
  type TablerIcon,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Run, RunRequest, Upload } from '../../../../../src/identity/runs/schema.ts'
import { useFormat } from '../../../parts/format.ts'
import { Mark, type Tone } from '../../../parts/StatusMark.tsx'

const marks: Record<Run['state'], { tone: Tone; icon: TablerIcon }> = {
  waiting: { tone: 'calm', icon: IconHourglass },
  running: { tone: 'warn', icon: IconLoader2 },
  done: { tone: 'good', icon: IconCircleCheck },
  failed: { tone: 'bad', icon: IconAlertTriangle },
  cancelled: { tone: 'calm', icon: IconCircleX },
}

export function RunMark({ state }: { state: Run['state'] }) {
  const { t } = useTranslation()
  const { tone, icon } = marks[state]
  return (
    <Mark tone={tone} icon={icon}>
      {t(`runStates.${state}`)}
    </Mark>
  )
}

/** How far it is: a bar for the eye, a number for everybody. */
export function RunProgress({ run: { progress } }: { run: Pick<Run, 'progress'> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const said = t('runs.progress', {
    stage: t(`runStages.${progress.stage}`),
    percent: format.percent(progress.percent / 100),
  })
  return (
    <div className="k-run-progress">
      <progress max={100} value={progress.percent} aria-label={t('runs.howFar')} />
      <span className="k-sub">{said}</span>
    </div>
  )
}

/** Where the records of a run come from, in words. */
export function useSourceWords(uploads: readonly Upload[] = []): (sources: RunRequest['sources']) => string {
  const { t } = useTranslation()
  const format = useFormat()
  return (sources) =>
    format.list(
      sources.map((source) =>
        'registry' in source
          ? t('runs.registry')
          : (uploads.find(({ id }) => id === source.upload)?.name ?? source.upload),
      ),
    )
}

export function ModelLink({ digest }: { digest: string }) {
  return (
    <Link to="/identity/models/$id" params={{ id: digest }} className="k-code">
      {digest.slice(0, 12)}
    </Link>
  )
}
