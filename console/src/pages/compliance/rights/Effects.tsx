import { IconArrowsExchange, IconHandStop } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ShownCase } from '../../../../../src/compliance/rights/schema.ts'
import { useFormat } from '../../../parts/format.ts'
import { useNames } from '../../../parts/names.ts'
import { Panel } from '../../../parts/Page.tsx'
import { Mark } from '../../../parts/StatusMark.tsx'

/** What the case does to exchanges about the person, and since when: gate G7 obeys it. */
export function Effects({ found }: { found: ShownCase }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const { kind, restriction, purpose, member, steps, status } = found
  if (kind !== 'objection' && kind !== 'restriction') return null
  const at = (step: string) => steps.findLast((one) => one.step === step)?.at
  const since = at('verify')
  const ended = at('lift') ?? at('refuse')
  return (
    <Panel title={t('case.effects')}>
      {restriction === undefined ? (
        <Mark tone="calm" icon={IconArrowsExchange}>
          {t('effects.none')}
        </Mark>
      ) : (
        <Mark tone="bad" icon={IconHandStop}>
          {t('effects.stopped')}
        </Mark>
      )}
      <p className="k-duty-note">
        {restriction === undefined
          ? ended !== undefined && since !== undefined
            ? t('effects.ended', { from: format.instant(since), until: format.instant(ended) })
            : t('effects.notYet')
          : t(purpose === undefined ? 'effects.every' : 'effects.purpose', {
              member: names.member(member),
              purpose: names.purpose(purpose ?? ''),
              since: format.instant(since ?? ''),
            })}
      </p>
      {restriction === undefined ? null : (
        <p className="k-sub k-duty-note">{t(status === 'done' ? 'effects.untilLifted' : 'effects.untilDecided')}</p>
      )}
    </Panel>
  )
}
