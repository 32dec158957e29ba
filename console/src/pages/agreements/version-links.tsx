import { Button, NativeSelect } from '@mantine/core'
import { IconFilePlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Agreement } from '../../../../src/agreements/schema.ts'
import { useAddress } from '../../address.ts'
import type { VersionHistory } from '../../api/agreements.ts'
import { agreementPageSearch } from '../../search.ts'
import { useSession } from '../../session/session.ts'

/** Only a party drafts; to others the way is not shown. */
export function NewVersionLink({ agreement: { id, provider, consumer } }: { agreement: Agreement }) {
  const { t } = useTranslation()
  const { session, may } = useSession()
  if (!may('agreement.draft') || ![provider, consumer].includes(session?.member ?? '')) return null
  return (
    <Button
      component={Link}
      to={`/agreements/${id}/new-version`}
      variant="default"
      leftSection={<IconFilePlus size={16} aria-hidden />}
    >
      {t('agreement.newVersion')}
    </Button>
  )
}

/** The version in the address, or else the newest. */
export function useChosenVersion(versions: readonly VersionHistory[]): VersionHistory | undefined {
  const [{ version }] = useAddress(agreementPageSearch)
  return versions.find((one) => one.version === version) ?? versions[0]
}

interface VersionChoiceProps {
  readonly versions: readonly VersionHistory[]
  readonly label: string
  readonly name: 'version' | 'from'
  readonly value: number
}

export function VersionChoice({ versions, label, name, value }: VersionChoiceProps) {
  const { t } = useTranslation()
  const [chosen, choose] = useAddress(agreementPageSearch)
  return (
    <NativeSelect
      label={label}
      value={String(value)}
      onChange={(event) => choose({ ...chosen, [name]: Number(event.currentTarget.value) })}
      data={versions.map(({ version, standing: { status } }) => ({
        value: String(version),
        label: `${t('agreement.versionNumber', { version })} · ${t(`agreementStates.${status === 'active' ? 'in-force' : status}`)}`,
      }))}
    />
  )
}
