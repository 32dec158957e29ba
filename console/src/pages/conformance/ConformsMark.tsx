import { IconRosetteDiscountCheck, IconRosetteDiscountCheckOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Mark } from '../../parts/StatusMark.tsx'

export function ConformsMark({ conforms }: { conforms: boolean }) {
  const { t } = useTranslation()
  return conforms ? (
    <Mark tone="good" icon={IconRosetteDiscountCheck}>
      {t('conformance.conforms')}
    </Mark>
  ) : (
    <Mark tone="bad" icon={IconRosetteDiscountCheckOff}>
      {t('conformance.conformsNot')}
    </Mark>
  )
}
