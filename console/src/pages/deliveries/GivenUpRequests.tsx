import { IconRefresh } from '@tabler/icons-react'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { WaitingMessage } from '../../../../src/exchange/deliveries/schema.ts'
import { fetchGivenUp, retryAccepted } from '../../api/traffic.ts'
import { ConfirmButton } from '../../parts/ConfirmButton.tsx'
import { type Column, DataTable } from '../../parts/DataTable.tsx'
import { useFormat } from '../../parts/format.ts'
import { ListPanel } from '../../parts/ListPanel.tsx'
import { useNames } from '../../parts/names.ts'
import { PartnerLink } from '../../parts/PartnerLink.tsx'
import { useSession } from '../../session/session.ts'

/** Requests that were accepted, and whose answer could not be made: nothing was called back, and somebody must look. */
export function GivenUpRequests() {
  const { t } = useTranslation()
  const query = useInfiniteQuery({
    queryKey: ['accepted', 'failed'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => fetchGivenUp(pageParam, signal),
    getNextPageParam: (page) => page.next,
  })
  const columns = useColumns()
  if (query.data?.pages[0]?.messages.length === 0) return null
  return (
    <section aria-label={t('givenUp.title')}>
      <h2>{t('givenUp.title')}</h2>
      <p className="k-sub">{t('givenUp.lead')}</p>
      <ListPanel query={query} rowsOf={(page) => page.messages} empty={null}>
        {(rows) => (
          <div className="k-scroll-pad k-roomy">
            <DataTable caption={t('givenUp.title')} columns={columns} rows={rows} rowKey={({ id }) => id} />
          </div>
        )}
      </ListPanel>
    </section>
  )
}

function useColumns(): readonly Column<WaitingMessage>[] {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  return [
    {
      key: 'when',
      header: t('exchanges.whenIn', { zone: format.zone }),
      cell: ({ receivedAt }) => <span className="k-nowrap">{format.moment(receivedAt)}</span>,
      sortBy: ({ receivedAt }) => receivedAt,
    },
    {
      key: 'what',
      header: t('deliveries.what'),
      cell: ({ protocol, operation, messageId }) => (
        <>
          {protocol} · {operation}
          <div className="k-sub k-code">{messageId}</div>
        </>
      ),
      sortBy: ({ operation }) => operation,
    },
    {
      key: 'from',
      header: t('givenUp.from'),
      cell: ({ member, client }) => (
        <>
          <PartnerLink client={client} />
          <div className="k-sub">{names.member(member)}</div>
        </>
      ),
      sortBy: ({ member }) => names.member(member),
    },
    {
      key: 'tries',
      header: t('deliveries.attempts'),
      cell: ({ tries }) => format.number(tries),
      sortBy: ({ tries }) => tries,
    },
    { key: 'again', header: t('givenUp.again'), cell: (message) => <Retry message={message} /> },
  ]
}

function Retry({ message: { id, retriable } }: { message: WaitingMessage }) {
  const { t } = useTranslation()
  const { may } = useSession()
  const client = useQueryClient()
  if (!retriable) return <span className="k-sub">{t('givenUp.gone')}</span>
  if (!may('delivery.manage')) return null
  const retry = async () => {
    await retryAccepted(id)
    void client.invalidateQueries({ queryKey: ['accepted'] })
    return t('givenUp.begun')
  }
  return (
    <ConfirmButton
      label={t('givenUp.retry')}
      size="xs"
      leftSection={<IconRefresh size={16} aria-hidden />}
      question={t('givenUp.question')}
      verb={t('givenUp.retry')}
      act={retry}
    >
      {t('givenUp.text')}
    </ConfirmButton>
  )
}
