import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Reason } from '../../../../src/identity/people/schema.ts'

interface ReasonSelectProps {
  readonly reasons: readonly Reason[]
  readonly value: Reason | undefined
  readonly onChoose: (reason: Reason) => void
}

/** One of the reasons there are: free text could hold a name. */
export function ReasonSelect({ reasons, value, onChoose }: ReasonSelectProps) {
  const { t } = useTranslation()
  return (
    <NativeSelect
      label={t('identity.reason')}
      value={value ?? ''}
      onChange={(event) => {
        const chosen = reasons.find((one) => one === event.currentTarget.value)
        if (chosen !== undefined) onChoose(chosen)
      }}
      data={[
        ...(value === undefined ? [{ value: '', label: t('onboard.choose') }] : []),
        ...reasons.map((reason) => ({ value: reason, label: t(`linkReasons.${reason}`) })),
      ]}
    />
  )
}
