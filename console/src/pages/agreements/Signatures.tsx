import { IconClock, IconKeyOff, IconSignature } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Agreement } from '../../../../src/agreements/schema.ts'
import type { VersionHistory } from '../../api/agreements.ts'
import { CopyButton } from '../../parts/CopyButton.tsx'
import { useFormat } from '../../parts/format.ts'
import { useNames } from '../../parts/names.ts'
import { Panel } from '../../parts/Page.tsx'
import { Mark } from '../../parts/StatusMark.tsx'
import { useSession } from '../../session/session.ts'
import { SignDialog } from './SignDialog.tsx'

interface SignaturesProps {
  readonly agreement: Agreement
  readonly version: VersionHistory
}

/** Who must sign, who has, and the two ways to do it: here, or where the key is kept. */
export function Signatures({ agreement, version }: SignaturesProps) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const sides = [agreement.provider, agreement.consumer]
  return (
    <Panel title={t('signing.title')}>
      <ul className="k-signers">
        {sides.map((member) => {
          const signature = version.signatures.find((one) => one.member === member)
          const signatory = agreement.parties?.find((party) => party.member === member)?.signatory
          return (
            <li key={member}>
              <strong>{names.member(member)}</strong>
              {signatory === undefined ? (
                <div className="k-sub">{t('signing.noSignatory')}</div>
              ) : (
                <div className="k-sub">
                  {t('signing.signatory', {
                    name: signatory.name,
                    office: signatory.office,
                    mandate: signatory.mandate,
                  })}
                </div>
              )}
              {signature === undefined ? (
                <Mark tone="calm" icon={IconClock}>
                  {t('signing.notYet')}
                </Mark>
              ) : (
                <>
                  {signature.keyWithdrawn === undefined ? (
                    <Mark tone="good" icon={IconSignature}>
                      {t('signing.verified')}
                    </Mark>
                  ) : (
                    <Mark tone="warn" icon={IconKeyOff}>
                      {t('signing.verifiedKeyWithdrawn')}
                    </Mark>
                  )}
                  <div className="k-sub">
                    {t('signing.signedAt', { account: signature.account, time: format.instant(signature.at) })}{' '}
                    <span className="k-code">{signature.kid}</span>
                  </div>
                  {signature.keyWithdrawn === undefined ? null : (
                    <>
                      <div className="k-sub">
                        {t('signing.keyWithdrawn', {
                          time: format.instant(signature.keyWithdrawn.at),
                          day: format.day(signature.at),
                        })}
                      </div>
                      <q>{signature.keyWithdrawn.reason}</q>
                    </>
                  )}
                </>
              )}
            </li>
          )
        })}
      </ul>
      {version.standing.status === 'dpia-linked' ? <ToSign agreement={agreement} version={version} /> : null}
    </Panel>
  )
}

function ToSign({ agreement, version }: SignaturesProps) {
  const { t } = useTranslation()
  const { session, may } = useSession()
  const member = session?.member ?? ''
  const mine = agreement.parties?.find((party) => party.member === member)?.signatory
  const open = !version.signatures.some((one) => one.member === member)
  const command = `kiungo agreements sign ${agreement.id} --key ${member}-signatory.pem`
  return (
    <>
      {may('agreement.sign') && open && mine?.account === session?.username ? (
        <SignDialog agreement={agreement} version={version} />
      ) : null}
      <p className="k-sub">{t('signing.byCommand')}</p>
      <p className="k-command">
        <code>{command}</code> <CopyButton text={command} label={t('signing.command')} />
      </p>
    </>
  )
}
