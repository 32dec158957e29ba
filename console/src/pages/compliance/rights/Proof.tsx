import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type CasePage, proofQuery } from '../../../api/compliance.ts'
import { useFormat } from '../../../parts/format.ts'
import { Loaded } from '../../../parts/Loaded.tsx'
import { useNames } from '../../../parts/names.ts'
import { Panel } from '../../../parts/Page.tsx'
import { ReceiptCheck } from '../../../parts/ReceiptCheck.tsx'
import { saveFile } from '../../../parts/save-file.ts'
import { caseSteps } from './case-steps.ts'

/** What the ledger has of the case, checked here in the browser; whoever gets the file can check it anywhere. */
export function CaseProof({ data: { case: found, notices } }: { data: CasePage }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const acknowledged = notices.filter(({ acknowledgedAt }) => acknowledgedAt !== undefined).length
  const query = useQuery(proofQuery(found.id, `${found.revision} ${acknowledged}`))
  return (
    <Panel title={t('proof.title')}>
      <p className="k-sub k-duty-note">{t('proof.text')}</p>
      <Loaded query={query}>
        {(proof) => (
          <>
            <ol className="k-duty-proof">
              {proof.entries.map(({ act, at, member, receipt }) => (
                <li key={receipt.index}>
                  <strong>{t(actKey(act))}</strong>
                  <div className="k-sub">
                    {names.member(member)} · {format.instant(at)} · {t('proof.entry', { index: receipt.index })}
                  </div>
                  <ReceiptCheck receipt={receipt} exchangeId={`${found.id}-${receipt.index}`} />
                </li>
              ))}
            </ol>
            <Button
              variant="default"
              size="xs"
              leftSection={<IconDownload size={15} aria-hidden />}
              onClick={() => saveFile(`proof-${found.id}.json`, 'application/json', JSON.stringify(proof, null, 2))}
            >
              {t('proof.download')}
            </Button>
          </>
        )}
      </Loaded>
    </Panel>
  )
}

function actKey(act: string) {
  const step = caseSteps.find((one) => act === `rights.${one}`)
  return step === undefined ? ('proof.acknowledged' as const) : (`caseStepsDone.${step}` as const)
}
