import { Textarea } from '@mantine/core'
import { IconBan, IconKey } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type SigningKeyState, signingKeysQuery, withdrawSigningKey } from '../../api/agreements.ts'
import { ConfirmButton } from '../../parts/ConfirmButton.tsx'
import { useFormat } from '../../parts/format.ts'
import { Loaded } from '../../parts/Loaded.tsx'
import { Panel } from '../../parts/Page.tsx'
import { Mark } from '../../parts/StatusMark.tsx'
import { useSession } from '../../session/session.ts'

const reasonLimit = 2000

/** The keys that the reader signs with, under whichever agreement, and the way to end one. */
export function OwnKeys() {
  const { t } = useTranslation()
  const { may } = useSession()
  const keys = useQuery({ ...signingKeysQuery, enabled: may('agreement.sign') })
  if (!may('agreement.sign')) return null
  return (
    <Panel title={t('ownKeys.title')}>
      <Loaded query={keys}>
        {(list) =>
          list.length === 0 ? (
            <p className="k-sub">{t('ownKeys.none')}</p>
          ) : (
            <ul className="k-signers">
              {list.map((key) => (
                <Key key={key.kid} of={key} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  )
}

function Key({ of: { kid, withdrawn } }: { of: SigningKeyState }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <li>
      <span className="k-code">{kid}</span>
      {withdrawn === undefined ? (
        <>
          <Mark tone="good" icon={IconKey}>
            {t('ownKeys.stands')}
          </Mark>
          <div>
            <Withdraw kid={kid} />
          </div>
        </>
      ) : (
        <>
          <Mark tone="calm" icon={IconBan}>
            {t('ownKeys.withdrawn', { time: format.instant(withdrawn.at) })}
          </Mark>
          <q>{withdrawn.reason}</q>
        </>
      )}
    </li>
  )
}

function Withdraw({ kid }: { kid: string }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  return (
    <ConfirmButton
      label={t('ownKeys.withdraw')}
      question={t('ownKeys.question')}
      verb={t('ownKeys.withdraw')}
      variant="default"
      ready={reason.trim() !== ''}
      act={async () => {
        await withdrawSigningKey(kid, reason.trim())
        setReason('')
        await Promise.all([
          client.invalidateQueries({ queryKey: ['signing-keys'] }),
          client.invalidateQueries({ queryKey: ['agreements'] }),
        ])
        return t('ownKeys.done')
      }}
    >
      <ul>
        <li>{t('ownKeys.nothingNew')}</li>
        <li>{t('ownKeys.before')}</li>
        <li>{t('ownKeys.forGood')}</li>
      </ul>
      <p className="k-code k-sub">{kid}</p>
      <Textarea
        label={t('standing.reason')}
        description={t('ownKeys.reasonNote')}
        required
        maxLength={reasonLimit}
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmButton>
  )
}
