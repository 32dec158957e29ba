import { IconCircleCheck, IconCircleMinus, IconCircleX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Mark } from './StatusMark.tsx'

const signs = {
  passed: { tone: 'good', icon: IconCircleCheck },
  failed: { tone: 'bad', icon: IconCircleX },
  skipped: { tone: 'calm', icon: IconCircleMinus },
} as const

/** What came of one check. */
export function ResultMark({ result }: { result: keyof typeof signs }) {
  const { t } = useTranslation()
  return (
    <Mark tone={signs[result].tone} icon={signs[result].icon}>
      {t(`results.${result}`)}
    </Mark>
  )
}
