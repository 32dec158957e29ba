import { useTranslation } from 'react-i18next'
import { useFormat } from '../../parts/format.ts'
import type { Meter } from './state.ts'

const nearlyFull = 0.9

/** Use against the agreed volume: at the limit the next question is refused. */
export function VolumeMeters({ meters }: { meters: readonly Meter[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (meters.length === 0) return <span className="k-sub">{t('agreement.noLimit')}</span>
  return (
    <div className="k-meters">
      {meters.map(({ window, used, limit }) => {
        const share = Math.min(1, used / limit)
        const text = t('agreement.used', { used: format.number(used), limit: format.number(limit) })
        return (
          <div key={window} className="k-meter">
            <span>
              {t(`agreement.${window}`)} <span className="k-num">{text}</span>
            </span>
            <span className="k-meter-track" data-full={share >= nearlyFull}>
              <span style={{ inlineSize: `${share * 100}%` }} />
            </span>
          </div>
        )
      })}
    </div>
  )
}
