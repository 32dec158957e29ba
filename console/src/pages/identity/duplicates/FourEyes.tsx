import { Alert } from '@mantine/core'
import { IconScale, IconUsersGroup } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SideBySide } from '../../../../../src/identity/review/schema.ts'
import { useSession } from '../../../session/session.ts'

/** Where one steward is not enough: why, and whose turn it is. */
export function FourEyes({ pair: { proposal, opinions } }: { pair: SideBySide }) {
  const { t } = useTranslation()
  const { session } = useSession()
  const { state, needsTwo } = proposal
  if (state === 'decided' || state === 'withdrawn') return <p>{t(`verdict.state.${state}`)}</p>
  const own = opinions.some(({ account }) => account === session?.username)
  if (state === 'open' && needsTwo === undefined) return null
  const said = state === 'open' ? undefined : t(`verdict.state.${state}`)
  return (
    <Alert
      variant="light"
      color="gold"
      className="k-four-eyes"
      icon={state === 'disputed' ? <IconScale aria-hidden /> : <IconUsersGroup aria-hidden />}
      title={t(own ? 'verdict.ownSaid' : 'verdict.twoNeeded')}
    >
      {[
        needsTwo === undefined ? undefined : t(`needsTwoExplained.${needsTwo}`),
        said,
        own ? t('verdict.notAgain') : undefined,
      ]
        .filter((one) => one !== undefined)
        .join(' ')}
    </Alert>
  )
}
