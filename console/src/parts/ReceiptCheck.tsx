import { Button } from '@mantine/core'
import { IconDownload, IconShieldCheck, IconShieldX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { receiptMessages } from '../../../src/ledger/messages.ts'
import { ledgerKeyQuery } from '../api/queries.ts'
import { useLocal } from './local.ts'
import { Mark } from './StatusMark.tsx'
import { saveFile } from './save-file.ts'

interface ReceiptCheckProps {
  readonly receipt: unknown
  readonly exchangeId: string
}

/** The receipt is checked here, in the reader's own browser, by the program that anyone can run on the downloaded file. */
export function ReceiptCheck({ receipt, exchangeId }: ReceiptCheckProps) {
  const { t } = useTranslation()
  const local = useLocal()
  const { data: key } = useQuery(ledgerKeyQuery)
  const { data: verification } = useQuery({
    queryKey: ['verified', exchangeId, key],
    enabled: key !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => (await import('./verify-receipt.ts')).verifyInBrowser(receipt, key ?? ''),
  })
  if (verification === undefined) return <p className="k-sub">{t('receipt.checking')}</p>
  return (
    <details className="k-details k-receipt" data-verified={verification.ok}>
      <summary>
        {verification.ok ? (
          <Mark tone="good" icon={IconShieldCheck}>
            {t('receipt.verified')}
          </Mark>
        ) : (
          <Mark tone="bad" icon={IconShieldX}>
            {t('receipt.failed')}
          </Mark>
        )}
      </summary>
      <p className="k-sub">{t('receipt.explained')}</p>
      <ul className="k-checks">
        {verification.checks.map(({ name, state, code }) => (
          <li key={name} data-result={state}>
            <span aria-hidden>{state === 'passed' ? '✓' : state === 'failed' ? '✕' : '–'}</span>{' '}
            {t(`receipt.checks.${name}`)}{' '}
            <span className="k-sub">
              {t(`receipt.results.${state}`)}
              {state === 'failed' && code !== undefined ? ` – ${local(receiptMessages[code])}` : null}
            </span>
          </li>
        ))}
      </ul>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconDownload size={15} aria-hidden />}
        onClick={() => saveFile(`receipt-${exchangeId}.json`, 'application/json', JSON.stringify(receipt, null, 2))}
      >
        {t('receipt.download')}
      </Button>
    </details>
  )
}
