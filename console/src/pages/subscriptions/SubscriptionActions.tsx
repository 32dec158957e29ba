import { TextInput } from '@mantine/core'
import { IconBellX, IconHistory } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Subscription } from '../../../../src/exchange/subscriptions/schema.ts'
import { endSubscription, replaySubscription } from '../../api/traffic.ts'
import { ConfirmButton } from '../../parts/ConfirmButton.tsx'
import { useFormat } from '../../parts/format.ts'
import { useNames } from '../../parts/names.ts'
import { instantIn, localIn } from '../../parts/zoned-time.ts'

const dayMs = 86_400_000

/** A subscriber that lost notices hears of everything since a moment again. */
export function ReplaySince({ subscription: { code, createdAt } }: { subscription: Subscription }) {
  const { t } = useTranslation()
  const format = useFormat()
  const client = useQueryClient()
  const yesterday = new Date(Date.now() - dayMs).toISOString()
  const [local, setLocal] = useState(() => localIn(format.timeZone, createdAt > yesterday ? createdAt : yesterday))
  const since = instantIn(format.timeZone, local)
  const ready = since !== undefined && Date.parse(since) <= Date.now()
  const replay = async () => {
    if (since !== undefined) await replaySubscription(code, since)
    void client.invalidateQueries({ queryKey: ['subscriptions'] })
    return t('subscription.replayed')
  }
  return (
    <ConfirmButton
      label={t('subscription.replay')}
      leftSection={<IconHistory size={16} aria-hidden />}
      question={t('subscription.replayQuestion')}
      verb={t('subscription.replay')}
      ready={ready}
      act={replay}
    >
      <p>{t('subscription.replayText')}</p>
      <TextInput
        type="datetime-local"
        label={t('subscription.since', { zone: format.zone })}
        value={local}
        max={localIn(format.timeZone, new Date().toISOString())}
        onChange={(event) => setLocal(event.currentTarget.value)}
        error={ready ? undefined : t('subscription.sinceWrong')}
      />
    </ConfirmButton>
  )
}

export function EndSubscription({ subscription: { code, member } }: { subscription: Subscription }) {
  const { t } = useTranslation()
  const names = useNames()
  const client = useQueryClient()
  const end = async () => {
    await endSubscription(code)
    void client.invalidateQueries({ queryKey: ['subscriptions'] })
    return t('subscription.endedNow')
  }
  return (
    <ConfirmButton
      label={t('subscription.end')}
      leftSection={<IconBellX size={16} aria-hidden />}
      question={t('subscription.endQuestion')}
      verb={t('subscription.end')}
      act={end}
    >
      {t('subscription.endText', { member: names.member(member) })}
    </ConfirmButton>
  )
}
