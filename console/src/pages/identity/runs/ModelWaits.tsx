import { Alert } from '@mantine/core'
import { IconHourglassHigh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { modelQuery, modelsQuery } from '../../../api/identity.ts'

/** The model that a run left is not in use by itself: who is asked for what, and where. */
export function ModelWaits({ digest }: { readonly digest: string }) {
  const { t } = useTranslation()
  const { data: kept } = useQuery(modelQuery(digest))
  const { data: models } = useQuery(modelsQuery)
  const use = kept?.uses.find(({ state }) => state === 'proposed')
  if (use === undefined || models === undefined) return null
  const isFirst = models.every(({ live }) => !live)
  return (
    <Alert
      color="ochre"
      variant="light"
      className="k-problem"
      icon={<IconHourglassHigh aria-hidden />}
      title={t('modelWaits.title')}
    >
      <p>
        {t('modelWaits.text', { account: use.account })}
        {isFirst ? ` ${t('modelWaits.noneInUse')}` : ''}
      </p>
      <Link to="/identity/models/$id" params={{ id: digest }}>
        {t('modelWaits.look')}
      </Link>
    </Alert>
  )
}
